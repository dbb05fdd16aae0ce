import { keepMail } from '../../../src/app/inbound-mail/kept/keep-mail.js';
import type { ReceivedMail } from '../../../src/domain/inbound-mail/received-mail.js';
import type { Holdfast } from '../holdfast.js';
import { waitFor } from '../wait-for.js';

interface Letter {
  readonly from?: string;
  readonly to?: string;
  readonly subject?: string;
  readonly text?: string;
  /** Without one of its own, it is made of the subject. */
  readonly messageId?: string | null;
  readonly headers?: readonly string[];
}

/** A plain mail as it goes over the wire. */
export function letter({
  from = 'Alice <alice@holdfast.local>',
  to = 'help@holdfast.local',
  subject = 'VPN drops every ten minutes',
  text = 'Since this morning, on Wi-Fi and on cable.',
  messageId = `<${subject.replaceAll(/\W/gu, '-')}@example.org>`,
  headers = [],
}: Letter = {}): string {
  return [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    'Date: Mon, 02 Mar 2026 09:00:00 +0000',
    ...(messageId === null ? [] : [`Message-ID: ${messageId}`]),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    ...headers,
    '',
    ...text.split('\n'),
    '',
  ].join('\r\n');
}

/** Keeps a mail as a server does that has just taken it. */
export function keep(holdfast: Holdfast, raw: string, source: 'smtp' | 'imap' = 'smtp') {
  const recipients = source === 'smtp' ? ['help@holdfast.local'] : [];
  return keepMail(holdfast.deps, { source, recipients, raw: Buffer.from(raw) });
}

/** Waits until the mail has become something, or was put aside. */
export function settled({ deps }: Holdfast, id: string): Promise<ReceivedMail> {
  return waitFor('the mail to be processed', async () => {
    const mail = await deps.receivedMails.find(id);
    return mail !== null && mail.state !== 'kept' ? mail : undefined;
  });
}
