import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

interface ImapServer {
  readonly port: number;
  /** Every line that clients have sent. */
  readonly heard: readonly string[];
  close(): Promise<void>;
}

/** An IMAP server (RFC 9051) on 127.0.0.1 that offers no STARTTLS and lets nobody sign in. */
export async function startImapServerWithoutTls(): Promise<ImapServer> {
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.write('* OK ready\r\n');
    createInterface({ input: socket }).on('line', (line) => {
      heard.push(line);
      socket.write(answerTo(line));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    heard,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

function answerTo(line: string): string {
  const [tag = '*', command = ''] = line.split(' ');
  switch (command.toUpperCase()) {
    case 'CAPABILITY':
      return `* CAPABILITY IMAP4rev1\r\n${tag} OK done\r\n`;
    case 'LOGOUT':
      return `* BYE\r\n${tag} OK done\r\n`;
    case 'LOGIN':
    case 'AUTHENTICATE':
      return `${tag} NO [AUTHENTICATIONFAILED] no\r\n`;
    default:
      return `${tag} BAD unknown\r\n`;
  }
}
