import { expect, it } from '@jest/globals';
import { bodyOf, EMPTY_TICKET, missingIn, tagsOf } from '../../../web/features/compose/new-ticket.js';
import { groupMails } from '../../../web/features/ticket/talk/mail-groups.js';
import { wholeNumber } from '../../../web/features/ticket-parts/ticket-number.js';

const ALICE = { id: 'alice', name: 'Alice', email: 'alice@example.com' };

it('names what a new ticket lacks, and sends nothing that triage and rules choose', () => {
  expect(missingIn({ ...EMPTY_TICKET, title: 'VP' }, [])).toEqual(['requester', 'title', 'description']);
  const form = { ...EMPTY_TICKET, requester: ALICE, title: ' VPN ', description: 'Drops', tags: 'a, b,a,' };
  expect(missingIn(form, [])).toEqual([]);
  expect(bodyOf(form, [], ['file-1'])).toEqual({
    title: 'VPN',
    description: 'Drops',
    requester_id: 'alice',
    tags: ['a', 'b'],
    file_ids: ['file-1'],
  });
  // A person who was chosen first does not get the ticket of the writer.
  expect(bodyOf({ ...form, isForOther: false }, [], [])).not.toHaveProperty('requester_id');
  expect(tagsOf(' , ')).toEqual([]);
});

it('takes a ticket number as people write it', () => {
  const now = new Date('2026-12-01');
  const written = ['4217', 'TKT-2025-000042', '2025-42', 'tkt-7', 'vpn', ''];
  expect(written.map((typed) => wholeNumber(typed, now))).toEqual([
    'TKT-2026-004217',
    'TKT-2025-000042',
    'TKT-2025-000042',
    'TKT-2026-000007',
    null,
    null,
  ]);
});

it('puts mails of the same fate into one line, and each failure into its own, last', () => {
  const mail = (id: string, part: object) => ({
    id,
    state: 'sent' as const,
    recipient: { id, name: id },
    returned: null,
    answer: null,
    not_before: null,
    sent_at: '2026-12-01T09:16:00Z',
    created_at: '2026-12-01T09:15:00Z',
    ...part,
  });
  const groups = groupMails([
    mail('lea', { returned: { at: '2026-12-01T09:17:00Z', answer: 'Mailbox full' } }),
    mail('bob', { state: 'queued' }),
    mail('eve', { state: 'suppressed', answer: 'Switched off' }),
    mail('tom', {}),
    mail('alice', {}),
  ]);
  expect(groups.map(({ words, mails, answer }) => [words, mails.map(({ id }) => id), answer])).toEqual([
    ['sent', ['alice', 'tom'], null],
    ['sending', ['bob'], null],
    ['withheld', ['eve'], 'Switched off'],
    ['returned', ['lea'], 'Mailbox full'],
  ]);
});
