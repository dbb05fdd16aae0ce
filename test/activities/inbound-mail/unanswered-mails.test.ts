import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AppDeps } from '../../../src/app/deps.js';
import { messageIdOf } from '../../../src/app/mail/templates/message-id.js';
import { sendDelivery } from '../../../src/app/mail/send-delivery.js';
import { triageTicket } from '../../../src/app/triage/triage-ticket.js';
import type { MailOutcome } from '../../../src/domain/inbound-mail/received-mail.js';
import { INITIAL_RUN } from '../../../src/domain/tickets/triage.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { INBOUND, receive } from '../../support/mail/inbound-tickets.js';
import { letter } from '../../support/mail/inbound.js';

const HOUR_MS = 3_600_000;

let holdfast: Holdfast;
let days = 0;

beforeAll(async () => {
  holdfast = await startHoldfast({ worker: false, environment: INBOUND });
});
afterAll(() => holdfast.close());

/** A day after the one before, so that no test counts what another has sent. */
function nextDay(changes: Partial<AppDeps> = {}): AppDeps {
  days += 1;
  const now = Date.now() + days * 25 * HOUR_MS;
  return { ...holdfast.deps, clock: { now: () => new Date(now) }, ...changes };
}

/** What a ticket that a mail has opened sends by itself: its first triage writes the confirmation. */
async function confirmationsOf(deps: AppDeps, ticketId: string) {
  await triageTicket(deps, ticketId, INITIAL_RUN, new AbortController().signal);
  const ids = await deps.deliveries.unsent(ticketId);
  for (const id of ids) await sendDelivery(deps, id);
  const sent = ids.map((id) => messageIdOf(deps, id));
  return holdfast.sink.mails.filter(({ messageId = '' }) => sent.includes(messageId));
}

describe('a mail that a program or a list may have sent', () => {
  it.each([
    ['of a list', 'kim@elsewhere.example', ['List-Id: <users.lists.example>']],
    ['of a newsletter', 'news@elsewhere.example', ['List-Unsubscribe: <https://elsewhere.example/u>']],
    ['that a server marks as made', 'kim@elsewhere.example', ['Auto-Submitted: auto-generated']],
    ['of an address that nobody reads', 'No-Reply@elsewhere.example', []],
  ])('%s opens a ticket without an answer', async (what, from, headers) => {
    const deps = nextDay();
    const { id, outcome } = await receive(deps, letter({ from, headers, subject: `It hums, ${what}` }));
    expect(outcome).toMatchObject({ kind: 'opened', ticketId: id });
    expect(await deps.tickets.find(id)).toMatchObject({ title: `It hums, ${what}`, isReceiptHeld: true });
    expect(await confirmationsOf(deps, id)).toEqual([]);
  });

  it('is confirmed if the list is one of our addresses', async () => {
    const deps = nextDay();
    const headers = ['Precedence: list', 'List-Id: <reply.desk.example>', 'List-Post: <mailto:x@y.example>'];
    const from = 'list-member@elsewhere.example';
    const { id } = await receive(deps, letter({ from, headers, subject: 'By our own list' }));
    expect(await confirmationsOf(deps, id)).toMatchObject([{ to: { text: expect.stringContaining(from) } }]);
  });

  it('gets no rejection notice', async () => {
    const registration = { isOpen: false, domains: [], provesAddresses: false };
    const inbound = { ...holdfast.deps.inbound, acceptsStrangers: false };
    const deps = nextDay({ inbound, registration });
    const before = holdfast.sink.mails.length;
    for (const [from, header] of [
      ['a@elsewhere.example', 'List-Id: <x.lists.example>'],
      ['noreply@elsewhere.example', 'X-Mailer: shop'],
    ] as const) {
      const { outcome } = await receive(deps, letter({ from, headers: [header], subject: `From ${from}` }));
      expect(outcome).toEqual({ kind: 'refused', reason: 'unknown_sender' });
    }
    expect(holdfast.sink.mails).toHaveLength(before);
  });
});

describe('two help desks that answer each other', () => {
  interface Receipt {
    readonly from?: string;
    readonly subject: (ours: string) => string;
    readonly headers: (ours: string) => string[];
  }
  const RECEIPTS: readonly (readonly [what: string, receipt: Receipt, confirmations: number])[] = [
    [
      'by the book',
      {
        subject: (ours) => `Re: ${ours}`,
        headers: (id) => ['Auto-Submitted: auto-replied', `In-Reply-To: ${id}`],
      },
      1,
    ],
    [
      'as "generated"',
      {
        subject: () => '[B-815] received',
        headers: (id) => ['Auto-Submitted: auto-generated', `In-Reply-To: ${id}`],
      },
      1,
    ],
    [
      'with our number only',
      { subject: (ours) => `[B-815] ${ours}`, headers: () => ['Precedence: bulk'] },
      1,
    ],
    ['with a subject only', { subject: (ours) => `Autoodpowiedź: ${ours}`, headers: () => [] }, 1],
    [
      'with nothing of ours',
      { subject: () => '[B-815] received', headers: () => ['Auto-Submitted: auto-generated'] },
      1,
    ],
    [
      'from an address that nobody reads',
      { from: 'noreply', subject: () => 'Received', headers: () => [] },
      1,
    ],
    ['without any sign', { subject: () => 'Received', headers: () => [] }, 5],
  ];

  it.each(RECEIPTS)('%s stop', async (what, receipt, confirmations) => {
    const deps = nextDay();
    const domain = `desk-${RECEIPTS.findIndex(([each]) => each === what)}.example`;
    let round = 0;
    const incoming = [letter({ from: `desk@${domain}`, subject: `Please order, ${what}` })];
    let ours = 0;
    for (let raw = incoming.shift(); raw !== undefined && round < 30; raw = incoming.shift()) {
      round += 1;
      const { id, outcome }: { id: string; outcome: MailOutcome } = await receive(deps, raw);
      const mails = outcome.kind === 'opened' ? await confirmationsOf(deps, id) : [];
      ours += mails.length;
      for (const { messageId = '', subject = '' } of mails) {
        const from = `${receipt.from ?? 'desk'}@${domain}`;
        const answer = { from, subject: receipt.subject(subject), headers: receipt.headers(messageId) };
        incoming.push(letter({ ...answer, messageId: `<${round}@${domain}>` }));
      }
    }
    expect([round < 30, ours]).toEqual([true, confirmations]);
  });
});
