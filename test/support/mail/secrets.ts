import type { SmtpSink } from '../servers/smtp-sink.js';

/** The six digits of the newest code that was mailed to an address; `sent` is how many there must be by then. */
export async function mailedCode(sink: SmtpSink, address: string, sent = 1): Promise<string> {
  const mails = await sink.received(
    sent,
    (mail) => isTo(mail, address) && mail.subject?.includes('code') === true,
  );
  return /^\d{6}$/mu.exec(mails.at(-1)!.text!)![0];
}

/** The path of the newest link to choose a password. */
export async function mailedLink(sink: SmtpSink, address: string, sent = 1): Promise<string> {
  const mails = await sink.received(
    sent,
    (mail) => isTo(mail, address) && mail.text?.includes('/reset-password/') === true,
  );
  return /\/reset-password\/\S+/u.exec(mails.at(-1)!.text!)![0];
}

function isTo(mail: { readonly to?: unknown }, address: string): boolean {
  return JSON.stringify(mail.to).includes(address);
}
