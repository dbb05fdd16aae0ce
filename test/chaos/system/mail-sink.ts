import { headersOf, startSmtpServer } from '../../../bench/support/smtp-server.js';

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
  const server = await startSmtpServer({
    onRcptTo: (_address, _session, callback) =>
      callback(refuses ? Object.assign(new Error('Try again later'), { responseCode: 450 }) : null),
    onData: (stream, _session, callback) => {
      void headersOf(stream).then((headers) => {
        const id = /^message-id: *(<[^>]+>)/imu.exec(headers)?.[1] ?? 'none';
        copies.set(id, (copies.get(id) ?? 0) + 1);
        callback();
      }, callback);
    },
  });
  return {
    url: server.url,
    copies,
    setRefusing: (isRefusing) => (refuses = isRefusing),
    close: () => server.close(),
  };
}
