import { simpleParser, type ParsedMail } from 'mailparser';
import { startSmtpServer } from '../../../bench/support/smtp-server.js';
import { waitFor } from '../wait-for.js';

/** How the sink answers to a recipient: takes the mail, or refuses with a code of RFC 5321. */
export type Verdict = 'accept' | 450 | 550;

export interface SmtpSink {
  readonly url: string;
  readonly port: number;
  readonly mails: readonly ParsedMail[];
  /** Decides on every recipient from now on. */
  answerWith(verdict: Verdict): void;
  /** Refuses this recipient for good from now on, with these words; null takes mail for them again. */
  refuse(address: string, words?: string | null): void;
  /** For whom mail was offered, one address a try. */
  readonly asked: readonly string[];
  /** Waits until `count` mails match, and returns them. */
  received(count: number, matches?: (mail: ParsedMail) => boolean): Promise<ParsedMail[]>;
  /** How many connections have been made to it. */
  connections(): number;
  /** Waits until nobody is connected any more, and all that came in full is among the mails. */
  leftAlone(): Promise<void>;
  close(): Promise<void>;
}

/**
 * A real SMTP server that keeps what it is sent. `port` 0 takes any free one; for `answerMs` a client waits to hear that
 * its mail was taken.
 */
export async function startSmtpSink(port = 0, answerMs = 0): Promise<SmtpSink> {
  const mails: ParsedMail[] = [];
  const asked: string[] = [];
  const refused = new Map<string, string>();
  let verdict: Verdict = 'accept';
  let inHand = 0;
  const handlers: Parameters<typeof startSmtpServer>[0] = {
    onRcptTo: ({ address }, _session, callback) => {
      asked.push(address);
      const words = refused.get(address);
      const answer = words === undefined ? verdict : 550;
      const refusal = Object.assign(new Error(words ?? 'no'), { responseCode: answer });
      callback(answer === 'accept' ? undefined : refusal);
    },
    onData: (stream, _session, callback) => {
      stream.once('end', () => (inHand += 1));
      void simpleParser(stream).then((mail) => {
        mails.push(mail);
        inHand -= 1;
        if (answerMs === 0) callback();
        else setTimeout(callback, answerMs);
      }, callback);
    },
  };
  const running = await startSmtpServer(handlers, port);
  let connections = 0;
  running.server.server.on('connection', () => (connections += 1));
  return {
    url: running.url,
    port: running.port,
    mails,
    asked,
    refuse: (address, words = '5.1.1 nobody of that name') => {
      if (words === null) refused.delete(address);
      else refused.set(address, words);
    },
    answerWith: (next) => {
      verdict = next;
    },
    received: (count, matches = () => true) =>
      waitFor(`${count} mails`, () => {
        const found = mails.filter(matches);
        return found.length >= count ? found : undefined;
      }),
    connections: () => connections,
    leftAlone: async () => {
      await waitFor('the sink to be left alone', () =>
        running.server.connections.size === 0 && inHand === 0 ? true : undefined,
      );
    },
    close: () => running.close(),
  };
}
