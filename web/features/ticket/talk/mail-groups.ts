import type { Schemas } from '../../../../src/client/client.js';

type Mail = Pick<
  Schemas['TicketMail'],
  'id' | 'state' | 'recipient' | 'returned' | 'answer' | 'not_before' | 'sent_at' | 'created_at'
>;

/** Mails with the same fate, in one line. A failure has a line of its own. */
export interface MailGroup<M extends Mail = Schemas['TicketMail']> {
  readonly id: string;
  readonly state: 'sent' | 'waiting' | 'failed' | 'withheld';
  readonly words: 'sent' | 'returned' | 'failed' | 'sending' | 'later' | 'withheld';
  readonly mails: readonly M[];
  readonly at: string | null;
  readonly answer: string | null;
}

const ORDER = ['sent', 'waiting', 'withheld', 'failed'] as const;

/** Returns what became of mails, failures last, where they are seen. */
export function groupMails<M extends Mail>(mails: readonly M[]): readonly MailGroup<M>[] {
  const groups = new Map<string, MailGroup<M>>();
  for (const mail of [...mails].reverse()) {
    const fate = fateOf(mail);
    const id = fate.state === 'failed' ? mail.id : fate.words;
    const before = groups.get(id);
    groups.set(id, { id, ...fate, mails: [...(before?.mails ?? []), mail] });
  }
  return [...groups.values()].sort((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state));
}

function fateOf(mail: Mail): Pick<MailGroup, 'state' | 'words' | 'at' | 'answer'> {
  if (mail.returned !== null) {
    return { state: 'failed', words: 'returned', at: mail.returned.at, answer: mail.returned.answer };
  }
  switch (mail.state) {
    case 'sent':
      return { state: 'sent', words: 'sent', at: mail.sent_at, answer: null };
    case 'failed':
      return { state: 'failed', words: 'failed', at: mail.created_at, answer: mail.answer };
    case 'suppressed':
      return { state: 'withheld', words: 'withheld', at: null, answer: mail.answer };
    case 'queued':
    case 'sending':
      return mail.not_before === null
        ? { state: 'waiting', words: 'sending', at: null, answer: null }
        : { state: 'waiting', words: 'later', at: mail.not_before, answer: null };
  }
}
