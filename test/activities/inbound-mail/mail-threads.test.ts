import type { TicketChange } from '../../../src/ports/tickets/ticket-repository.js';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addComment } from '../../../src/app/tickets/comments/add-comment.js';
import { assignTicket } from '../../../src/app/tickets/assignment/assign-ticket.js';
import { changeStatus } from '../../../src/app/tickets/status/change-status.js';
import type { AppDeps } from '../../../src/app/deps.js';
import { keepMail } from '../../../src/app/inbound-mail/kept/keep-mail.js';
import { receiveMail } from '../../../src/app/inbound-mail/receive-mail.js';
import { removeOldMails } from '../../../src/app/inbound-mail/kept/remove-old-mails.js';
import { mergeTicket } from '../../../src/app/tickets/links/merge-ticket.js';
import { resolveTicket } from '../../../src/app/tickets/status/resolve-ticket.js';
import { sendDelivery } from '../../../src/app/mail/send-delivery.js';
import { splitTicket } from '../../../src/app/tickets/links/split-ticket.js';
import { fallBackTriage } from '../../../src/app/triage/fall-back-triage.js';
import { DomainError } from '../../../src/domain/errors.js';
import { INITIAL_RUN } from '../../../src/domain/tickets/triage.js';
import type { ErasurePlace } from '../../../src/ports/accounts/personal-data.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { letter } from '../../support/mail/inbound.js';
import { INBOUND, personOf, receive, type Person } from '../../support/mail/inbound-tickets.js';

const HOUR_MS = 3_600_000;
const BOB = 'Bob <bob@holdfast.local>';
const PASS = 'Authentication-Results: mx.desk.example; dmarc=pass header.from=holdfast.local';
const COLLEAGUE = 'Cleo <cleo@copied.example>';

let holdfast: Holdfast;
let bob: Person;
let hours = 0;
let count = 0;

beforeAll(async () => {
  holdfast = await startHoldfast({ worker: false, environment: INBOUND });
  bob = await personOf(holdfast.deps, 'bob');
});
afterAll(() => holdfast.close());

/** A day after the one before, so that no test counts what another has sent. */
function nextDay(changes: Partial<AppDeps> = {}): AppDeps {
  hours += 25;
  const now = Date.now() + hours * HOUR_MS;
  return { ...holdfast.deps, clock: { now: () => new Date(now) }, ...changes };
}

/** A mail with a Message-ID of its own. */
function mail(fields: Parameters<typeof letter>[0] = {}) {
  const messageId = fields.messageId ?? `<Threads.${(count += 1)}@mail.example>`;
  return { messageId, raw: letter({ ...fields, messageId }) };
}
const answering = (id: string, fields: Parameters<typeof letter>[0] = {}) =>
  mail({ subject: 'Re: VPN drops every ten minutes', ...fields, headers: [`In-Reply-To: ${id}`] }).raw;
const ticketOf = async (id: string) => (await holdfast.deps.tickets.find(id))!;

describe('a mail that answers an incoming mail', () => {
  it('is a comment if its author may comment, by either header, at any depth', async () => {
    const deps = nextDay();
    const first = mail();
    const { id: ticketId } = await receive(deps, first.raw);
    const second = mail({ text: 'I forgot: on cable, too.', headers: [`In-Reply-To: ${first.messageId}`] });
    const { id, outcome } = await receive(deps, second.raw);
    expect(outcome).toMatchObject({ kind: 'commented', ticketId });
    expect(await deps.tickets.findComment(id)).toMatchObject({ body: 'I forgot: on cable, too.' });
    for (const headers of [
      [`References: <gone@elsewhere.example> ${second.messageId}`],
      [`In-Reply-To: <gone@elsewhere.example>`, `References: ${first.messageId} <x@elsewhere.example>`],
    ]) {
      expect((await receive(deps, mail({ headers }).raw)).outcome).toMatchObject({ ticketId });
    }
  });

  it('belongs to the most recent of several tickets', async () => {
    const deps = nextDay();
    const [one, two] = [mail({ subject: 'The first matter' }), mail({ subject: 'The second matter' })];
    await receive(deps, one.raw);
    const { id: ticketId } = await receive(deps, two.raw);
    const raw = mail({ headers: [`References: ${one.messageId} ${two.messageId}`] }).raw;
    expect((await receive(deps, raw)).outcome).toMatchObject({ kind: 'commented', ticketId });
  });

  it('differs from one with another case of letters, or without a reference', async () => {
    const deps = nextDay();
    const first = mail();
    await receive(deps, first.raw);
    for (const id of [first.messageId.toLowerCase(), '<>', 'Threads.1@mail.example']) {
      expect((await receive(deps, answering(id))).outcome).toMatchObject({ kind: 'opened' });
    }
  });

  it('of staff counts as an answer on the ticket, and an answer to theirs as well', async () => {
    const deps = nextDay();
    const first = mail();
    const { id: ticketId } = await receive(deps, first.raw);
    const staff = mail({ from: BOB, text: 'We look.', headers: [`In-Reply-To: ${first.messageId}`] });
    const said = await receive(deps, `${PASS}\r\n${staff.raw}`);
    expect(said.outcome).toMatchObject({ kind: 'commented', ticketId });
    expect(await deps.tickets.findComment(said.id)).toMatchObject({
      author: { id: bob.id },
      isInternal: false,
    });
    expect((await receive(deps, answering(staff.messageId))).outcome).toMatchObject({
      kind: 'commented',
      ticketId,
    });
  });

  it('of staff that resolves a ticket is found by its answer', async () => {
    const deps = nextDay();
    const first = mail();
    const { id: ticketId } = await receive(deps, first.raw);
    const text = '#resolve\nIt is mended.';
    const staff = mail({ from: BOB, text, headers: [`In-Reply-To: ${first.messageId}`] });
    expect((await receive(deps, `${PASS}\r\n${staff.raw}`)).outcome).toMatchObject({ commands: ['resolve'] });
    expect((await receive(deps, answering(staff.messageId))).outcome).toMatchObject({ ticketId });
  });

  it('finds its ticket after the first mail was deleted', async () => {
    const deps = nextDay();
    const first = mail();
    const { id: ticketId } = await receive(deps, first.raw);
    const later = nextDay();
    const expired = new Date(later.clock.now().getTime() + 40 * 24 * HOUR_MS);
    await removeOldMails({ ...later, clock: { now: () => expired } }, new AbortController().signal);
    expect(await deps.receivedMails.raw(ticketId)).toBeNull();
    expect((await receive(later, answering(first.messageId))).outcome).toMatchObject({
      kind: 'commented',
      ticketId,
    });
  });

  it('follows its ticket through merges, follow-ups and splits', async () => {
    const deps = nextDay();
    const [gone, into] = [mail({ subject: 'Goes into the other' }), mail({ subject: 'The other one' })];
    const { id: goneId } = await receive(deps, gone.raw);
    const { id: intoId } = await receive(deps, into.raw);
    await mergeTicket(deps, bob, goneId, intoId);
    expect((await receive(deps, answering(gone.messageId))).outcome).toMatchObject({ ticketId: intoId });
    const more = mail({ text: 'A new matter.', headers: [`In-Reply-To: ${into.messageId}`] });
    const { id: moreId } = await receive(deps, more.raw);
    const split = await splitTicket(deps, bob, intoId, { commentIds: [moreId] }, randomUUID());
    expect((await receive(deps, answering(more.messageId))).outcome).toMatchObject({ ticketId: split.id });
    await resolveTicket(deps, bob, split.id, { resolutionCode: 'solved' });
    await changeStatus(deps, bob, split.id, 'closed');
    expect((await receive(deps, answering(more.messageId))).outcome).toMatchObject({ kind: 'followed_up' });
  });

  it('finds the follow-up ticket that a mail has opened', async () => {
    const deps = nextDay();
    const first = mail();
    const { id: ticketId } = await receive(deps, first.raw);
    await resolveTicket(deps, bob, ticketId, { resolutionCode: 'solved' });
    await changeStatus(deps, bob, ticketId, 'closed');
    const after = mail({ headers: [`In-Reply-To: ${first.messageId}`] });
    const { id: followUpId } = await receive(deps, after.raw);
    expect((await receive(deps, answering(after.messageId))).outcome).toMatchObject({
      kind: 'commented',
      ticketId: followUpId,
    });
  });
});

describe('a person in copy who answers a mail', () => {
  it('gets their own ticket, and only staff see its link to the other', async () => {
    const deps = nextDay();
    const first = mail();
    const { id: ticketId } = await receive(deps, first.raw);
    const { id, outcome } = await receive(deps, answering(first.messageId, { from: COLLEAGUE }));
    expect(outcome).toMatchObject({ kind: 'opened', ticketId: id });
    const link = { type: 'relates_to', direction: 'outward', ticket: { id: ticketId } };
    expect((await ticketOf(id)).links).toMatchObject([link]);
    expect((await ticketOf(ticketId)).links).toMatchObject([{ direction: 'inward', ticket: { id } }]);
    const [asBob, asAlice] = await Promise.all([holdfast.client('bob'), holdfast.client('alice')]);
    expect((await asBob.get(`/api/v1/tickets/${ticketId}`)).body.links).toMatchObject([
      { type: 'relates_to' },
    ]);
    expect((await asAlice.get(`/api/v1/tickets/${ticketId}`)).body.links).toEqual([]);
    const trail = (await asAlice.get(`/api/v1/tickets/${ticketId}/activities`)).body;
    expect(JSON.stringify(trail)).not.toContain('linked');
  });

  it('continues on their own ticket afterwards', async () => {
    const deps = nextDay();
    const first = mail();
    await receive(deps, first.raw);
    const own = mail({ from: COLLEAGUE, headers: [`In-Reply-To: ${first.messageId}`] });
    const { id: ticketId } = await receive(deps, own.raw);
    const headers = [`References: ${own.messageId} ${first.messageId}`];
    expect((await receive(deps, mail({ from: COLLEAGUE, headers }).raw)).outcome).toMatchObject({
      kind: 'commented',
      ticketId,
    });
  });

  it('gets no link by a ticket number in the subject, which can be guessed', async () => {
    const deps = nextDay();
    const { id: ticketId } = await receive(deps, mail().raw);
    const { number } = await ticketOf(ticketId);
    const { id } = await receive(deps, mail({ from: COLLEAGUE, subject: `About ${number}` }).raw);
    expect((await ticketOf(id)).links).toEqual([]);
  });

  it('leaves room for links of staff after many answers', async () => {
    const deps = nextDay();
    const first = mail();
    const { id: ticketId } = await receive(deps, first.raw);
    for (let each = 0; each < 22; each += 1) {
      await receive(deps, answering(first.messageId, { from: `c${each}@copied.example` }));
    }
    expect((await ticketOf(ticketId)).links).toHaveLength(20);
  });

  it('gets the link also if the first run died between ticket and link', async () => {
    const deps = nextDay();
    const first = mail();
    const { id: ticketId } = await receive(deps, first.raw);
    const raw = Buffer.from(answering(first.messageId, { from: COLLEAGUE }));
    const { mail: kept } = await keepMail(deps, { source: 'smtp', recipients: [], raw });
    let commits = 0;
    const { tickets } = deps;
    const dying = Object.create(tickets, {
      commit: {
        value: (...changes: readonly TicketChange[]) => {
          if ((commits += 1) > 1) throw new DomainError('unavailable', 'The worker was killed.');
          return tickets.commit(...changes);
        },
      },
    }) as typeof tickets;
    await expect(receiveMail({ ...deps, tickets: dying }, kept.id)).rejects.toThrow('killed');
    expect((await ticketOf(kept.id)).links).toEqual([]);
    expect(await receiveMail(deps, kept.id)).toMatchObject({ kind: 'opened', ticketId: kept.id });
    expect((await ticketOf(kept.id)).links).toMatchObject([{ ticket: { id: ticketId } }]);
  });
});

describe('a Message-ID', () => {
  it('is found by indexes of tickets and comments, and deleted when the person is erased', async () => {
    const deps = nextDay();
    const from = 'Erin <erin@erased.example>';
    const first = mail({ from });
    const { id: ticketId } = await receive(deps, first.raw);
    await receive(deps, answering(first.messageId, { from }));
    for (const name of ['tickets', 'comments']) {
      const plan = await holdfast.mongo
        .collection(name)
        .find({ messageId: first.messageId })
        .sort({ _id: -1 })
        .hint('message_ids')
        .explain();
      expect(JSON.stringify(plan)).not.toMatch(/"stage":"SORT"/u);
    }
    const { id: accountId } = (await deps.users.findByEmail('erin@erased.example'))!;
    let place: ErasurePlace | null = null;
    do place = (await deps.personalData.eraseNext(accountId, 'Erased', place)).next;
    while (place !== null);
    expect(await ticketOf(ticketId)).not.toHaveProperty('messageId');
    expect(
      await holdfast.mongo.collection('comments').countDocuments({ ticketId, messageId: { $gt: '' } }),
    ).toBe(0);
  });

  it('of many mails of a program leads to the latest ones, within a limit', async () => {
    const deps = nextDay();
    const ids = [];
    for (let each = 0; each < 5; each += 1) {
      const raw = letter({
        subject: `Matter ${each}`,
        text: `Text ${each}`,
        messageId: '<1@careless.example>',
      });
      ids.push((await receive(deps, raw)).id);
    }
    expect((await receive(deps, answering('<1@careless.example>'))).outcome).toMatchObject({
      kind: 'commented',
      ticketId: ids.at(-1),
    });
  });
});

describe('our mails', () => {
  /** What was mailed about the ticket since, to its requester. */
  async function mailsAbout(deps: AppDeps, ticketId: string) {
    const before = holdfast.sink.mails.length;
    for (const delivery of await deps.deliveries.unsent(ticketId)) await sendDelivery(deps, delivery);
    return holdfast.sink.mails.slice(before);
  }
  const referencesOf = (sent: Awaited<ReturnType<typeof mailsAbout>>[number]) => [sent.references].flat();

  it('name the requester’s mails that they answer, the first as the root', async () => {
    const deps = nextDay();
    const first = mail();
    const { id: ticketId } = await receive(deps, first.raw);
    const root = `<ticket.${ticketId}@holdfast>`;
    await fallBackTriage(deps, ticketId, INITIAL_RUN);
    const [receipt] = await mailsAbout(deps, ticketId);
    expect([receipt!.inReplyTo, receipt!.references]).toEqual([first.messageId, [first.messageId, root]]);
    const [second, third] = ['Second.', 'Third.'].map((text) =>
      mail({ text, headers: [`In-Reply-To: ${first.messageId}`] }),
    );
    for (const { raw } of [second!, third!]) await receive(deps, raw);
    const answer = { body: 'We look.', isInternal: false };
    await addComment(deps, bob, ticketId, answer, randomUUID());
    const reply = (await mailsAbout(deps, ticketId)).at(-1);
    expect(reply!.inReplyTo).toBe(third!.messageId);
    expect(referencesOf(reply!)).toEqual([first.messageId, root, third!.messageId]);
  });

  it('to staff, and about tickets without a mail, name only the thread of the ticket', async () => {
    const deps = nextDay();
    const { id: ticketId } = await receive(deps, mail().raw);
    await assignTicket(deps, await personOf(deps, 'maya'), ticketId, bob.id);
    const [toBob] = (await mailsAbout(deps, ticketId)).filter(({ to }) =>
      JSON.stringify(to).includes('bob@'),
    );
    const root = `<ticket.${ticketId}@holdfast>`;
    expect([toBob!.inReplyTo, toBob!.references]).toEqual([root, root]);
  });

  it('name no invalid Message-ID from a stranger’s mail', async () => {
    const deps = nextDay();
    const { id: ticketId } = await receive(deps, mail({ messageId: '<odd"one,two@evil.example>' }).raw);
    await fallBackTriage(deps, ticketId, INITIAL_RUN);
    const [receipt] = await mailsAbout(deps, ticketId);
    expect([receipt!.inReplyTo, receipt!.references]).toEqual(Array(2).fill(`<ticket.${ticketId}@holdfast>`));
  });
});
