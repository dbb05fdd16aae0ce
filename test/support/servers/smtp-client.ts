import { connect, type Socket } from 'node:net';
import nodemailer from 'nodemailer';
import { waitFor } from '../wait-for.js';

interface Envelope {
  readonly from?: string;
  readonly to?: string | string[];
}

/** What a server says in the end to a mail: its code, and its words. */
export interface Verdict {
  readonly code: number;
  readonly words: string;
}

/** Hands a mail to a server as another mail server does. Code 0 stands for a connection that was cut. */
export async function sendMail(
  port: number,
  raw: string | Buffer,
  envelope: Envelope = {},
): Promise<Verdict> {
  const transport = nodemailer.createTransport({
    host: '127.0.0.1',
    port,
    tls: { rejectUnauthorized: false },
  });
  const { from = 'alice@holdfast.local', to = 'help@holdfast.local' } = envelope;
  try {
    const { response } = await transport.sendMail({ envelope: { from, to }, raw });
    return { code: Number(response.slice(0, 3)), words: response };
  } catch (error) {
    const { responseCode = 0, response = '' } = error as { responseCode?: number; response?: string };
    return { code: responseCode, words: response };
  } finally {
    transport.close();
  }
}

/** A client that says what a test has it say. */
export class RawClient {
  private heard = '';
  private isClosed = false;

  private constructor(private readonly socket: Socket) {
    socket.on('data', (data: Buffer) => (this.heard += data.toString()));
    socket.on('close', () => (this.isClosed = true));
    socket.on('error', () => undefined);
  }

  static async connect(port: number): Promise<RawClient> {
    const client = new RawClient(connect(port, '127.0.0.1'));
    await client.hears('220 ');
    return client;
  }

  /** Sends a line, and waits for the words if some are given. */
  async says(line: string, expected?: string): Promise<string> {
    this.heard = '';
    this.socket.write(`${line}\r\n`);
    return expected === undefined ? '' : this.hears(expected);
  }

  hears(words: string): Promise<string> {
    return waitFor(`"${words}" from the server`, () =>
      this.heard.includes(words) ? this.heard : this.isClosed ? `closed after ${this.heard}` : undefined,
    );
  }

  async closed(): Promise<void> {
    await waitFor('the server to hang up', () => (this.isClosed ? true : undefined));
  }

  cut(): void {
    this.socket.destroy();
  }
}
