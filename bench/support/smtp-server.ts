import type { Readable } from 'node:stream';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** An SMTP server on 127.0.0.1 that asks nobody who they are. */
export interface RunningSmtpServer {
  readonly server: SMTPServer;
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Starts one; `wantedPort` 0 takes any free one. */
export async function startSmtpServer(
  handlers: Pick<SMTPServerOptions, 'onRcptTo' | 'onData'>,
  wantedPort = 0,
): Promise<RunningSmtpServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    ...handlers,
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(wantedPort, '127.0.0.1', resolve);
  });
  // A client that is killed in the middle of a mail resets its connection: its fault, and no end of ours.
  server.on('error', () => undefined);
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : wantedPort;
  return {
    server,
    url: `smtp://127.0.0.1:${port}`,
    port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Reads a mail to its end and gives its headers, each on one line. */
export async function headersOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('latin1');
  return text.slice(0, text.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]+/gu, ' ');
}
