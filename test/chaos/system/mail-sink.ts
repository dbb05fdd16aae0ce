import type { Readable } from 'node:stream';
import { SMTPServer } from 'smtp-server';

/** A mail server that counts what it takes by Message-ID, and keeps nothing. */
export interface CountingSink {
  readonly url: string;
  /** How many copies of each message were taken. */
  readonly copies: ReadonlyMap<string, number>;
  /** While true every recipient is answered 450: try again later. */
  setRefusing(isRefusing: boolean): void;
  close(): Promise<void>;
}

export async function startCountingSink(): Promise<CountingSink> {
  const copies = new Map<string, number>();
  let refuses = false;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo: (_address, _session, callback) =>
      callback(refuses ? Object.assign(new Error('Try again later'), { responseCode: 450 }) : null),
    onData: (stream, _session, callback) => {
      void messageIdOf(stream).then((id) => {
        copies.set(id, (copies.get(id) ?? 0) + 1);
        callback();
      }, callback);
    },
  });
  // A sender that is killed in the middle of a mail resets its connection.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  return {
    url: `smtp://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    copies,
    setRefusing: (isRefusing) => (refuses = isRefusing),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function messageIdOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('latin1');
  const headers = text.slice(0, text.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]+/gu, ' ');
  return /^message-id: *(<[^>]+>)/imu.exec(headers)?.[1] ?? 'none';
}
