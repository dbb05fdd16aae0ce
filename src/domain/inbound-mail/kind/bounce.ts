import type { ParsedMail } from '../parsed-mail.js';

/** RFC 3463: a full mailbox can be emptied, a policy changed; neither is a fault of the address. */
const CAN_PASS = /^5\.(?:2\.2|7\.)/u;
/** The status codes in letters of servers that write no reports. */
const IN_WORDS = /(?:^|[\s(#:[])(5\.\d{1,3}\.\d{1,3})(?=$|[\s).,;:\]])/mu;
const MAX_READ = 20_000;

/** Returns the permanent failure status of an invalid address; null if the address may still work. */
export function permanentStatus({ report, text }: Pick<ParsedMail, 'report' | 'text'>): string | null {
  const statuses =
    report === null
      ? [IN_WORDS.exec(text.slice(0, MAX_READ))?.[1] ?? '']
      : report.filter(({ action }) => action === 'failed' || action === '').map(({ status }) => status);
  return statuses.find((status) => status.startsWith('5.') && !CAN_PASS.test(status)) ?? null;
}
