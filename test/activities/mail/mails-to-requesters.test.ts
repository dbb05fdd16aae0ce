import type { Actor } from '../../../src/domain/access/actor.js';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addComment } from '../../../src/app/tickets/comments/add-comment.js';
import { assignTicket } from '../../../src/app/tickets/assignment/assign-ticket.js';
import { changeStatus } from '../../../src/app/tickets/status/change-status.js';
import { createTicket } from '../../../src/app/tickets/create-ticket.js';
import { followUpTicket } from '../../../src/app/tickets/links/follow-up-ticket.js';
import { messageIdOf } from '../../../src/app/mail/templates/message-id.js';
import { mergeTicket } from '../../../src/app/tickets/links/merge-ticket.js';
import { resolveTicket } from '../../../src/app/tickets/status/resolve-ticket.js';
import { sendDelivery } from '../../../src/app/mail/send-delivery.js';
import { splitTicket } from '../../../src/app/tickets/links/split-ticket.js';
import { fallBackTriage } from '../../../src/app/triage/fall-back-triage.js';
import { triageTicket } from '../../../src/app/triage/triage-ticket.js';
import type { Ticket } from '../../../src/domain/tickets/ticket.js';
import { INITIAL_RUN } from '../../../src/domain/tickets/triage.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';

type Person = Extract<Actor, { readonly type: 'user' }>;

let holdfast: Holdfast;
let [alice, bob, carol, maya]: Person[] = [];
const signal = new AbortController().signal;

beforeAll(async () => {
  holdfast = await startHoldfast({ worker: false });
  [alice, bob, carol, maya] = await Promise.all(
    ['alice', 'bob', 'carol', 'maya'].map(async (name): Promise<Person> => {
      const { id, role, name: shown } = (await holdfast.deps.users.findByEmail(`${name}@holdfast.local`))!;
      return { type: 'user', id, role, name: shown };
    }),
  );
});
afterAll(() => holdfast.close());

const open = (requester = alice!, title = 'The wifi is away') =>
  createTicket(holdfast.deps, requester, {
    source: 'api',
    input: { title, description: 'In the library.' },
    id: randomUUID(),
  });
const say = (by: Person, { number }: Ticket, body = 'Some words', isInternal = false) =>
  addComment(holdfast.deps, by, number, { body, isInternal }, randomUUID());
const merge = (from: Ticket, into: Ticket) => mergeTicket(holdfast.deps, bob!, from.number, into.number);

/** What is written to whom about a ticket, in order. */
async function noticesOf({ id }: Ticket) {
  const rows = await holdfast.mongo
    .collection('deliveries')
    .find({ ticketId: id })
    .sort({ createdAt: 1, _id: 1 })
    .toArray();
  return rows.map(({ kind, recipient }) => [kind as string, recipient.name as string] as const);
}

async function mailsOf(ticket: Ticket) {
  const ids = await holdfast.deps.deliveries.unsent(ticket.id);
  for (const id of ids) await sendDelivery(holdfast.deps, id);
  const messageIds = ids.map((id) => messageIdOf(holdfast.deps, id));
  return holdfast.sink.mails.filter(({ messageId = '' }) => messageIds.includes(messageId));
}

describe('requesters get mails about', () => {
  it('their new ticket, once, after any number and result of triage runs', async () => {
    const [triaged, fallen] = [await open(), await open()];
    for (const run of [INITIAL_RUN, INITIAL_RUN, 'another'])
      await triageTicket(holdfast.deps, triaged.id, run, signal);
    await fallBackTriage(holdfast.deps, fallen.id, INITIAL_RUN);
    await triageTicket(holdfast.deps, fallen.id, 'another', signal);
    for (const ticket of [triaged, fallen]) expect(await noticesOf(ticket)).toEqual([['received', 'Alice']]);
    const [mail] = await mailsOf(triaged);
    expect(mail!.subject).toBe(`[${triaged.number}] We have received your ticket: The wifi is away`);
  });

  it('no confirmation for tickets that staff created from theirs', async () => {
    const parent = await open();
    const { id } = await say(alice!, parent);
    const split = await splitTicket(holdfast.deps, bob!, parent.number, { commentIds: [id] }, randomUUID());
    await changeStatus(holdfast.deps, alice!, parent.number, 'cancelled');
    const next = { description: 'Again.' };
    const followUp = await followUpTicket(holdfast.deps, alice!, parent.number, next, randomUUID());
    for (const ticket of [split, followUp]) {
      await triageTicket(holdfast.deps, ticket.id, INITIAL_RUN, signal);
      expect(await noticesOf(ticket)).toEqual([]);
    }
  });

  it('comments of staff; the assignee gets those of the requester; no author gets their own', async () => {
    const ticket = await open();
    await say(alice!, ticket, 'Before anybody has it');
    await assignTicket(holdfast.deps, maya!, ticket.number, bob!.id);
    await say(bob!, ticket, 'Which floor?');
    await say(alice!, ticket, 'The third.');
    await say(carol!, ticket, 'I know that one.');
    await say(bob!, ticket, 'She is wrong.', true);
    expect(await noticesOf(ticket)).toEqual([
      ['assigned', 'Bob'],
      ['reply', 'Alice'],
      ['comment', 'Bob'],
      ['reply', 'Alice'],
    ]);
    const texts = (await mailsOf(ticket)).map(({ text }) => text);
    expect(texts[1]).toContain('Bob replied');
    expect(texts[1]).toContain('Which floor?');
    expect(texts[2]).toContain('The third.');
    expect(texts.join()).not.toContain('She is wrong.');
    const own = await open(bob);
    await assignTicket(holdfast.deps, maya!, own.number, bob!.id);
    await say(bob!, own);
    expect(await noticesOf(own)).toEqual([['assigned', 'Bob']]);
  });

  it('the last answer with the resolution, in one mail', async () => {
    const ticket = await open();
    await resolveTicket(holdfast.deps, bob!, ticket.number, { comment: 'The access point was off.' });
    expect(await noticesOf(ticket)).toEqual([['resolved', 'Alice']]);
    const [mail] = await mailsOf(ticket);
    expect(mail!.text).toContain('The access point was off.');
  });

  it('a cancellation by staff, with the reason; not their own actions', async () => {
    const [theirs, own] = [await open(), await open()];
    const reason = 'A colleague has reported it.';
    await changeStatus(holdfast.deps, bob!, theirs.number, 'cancelled', { reason });
    await changeStatus(holdfast.deps, alice!, own.number, 'cancelled');
    expect([await noticesOf(theirs), await noticesOf(own)]).toEqual([[['cancelled', 'Alice']], []]);
    expect((await mailsOf(theirs))[0]!.text).toContain(reason);
  });

  it('nothing once their account is inactive', async () => {
    const ticket = await open();
    await say(bob!, ticket);
    const [id] = await holdfast.deps.deliveries.unsent(ticket.id);
    const users = holdfast.mongo.collection<{ _id: string }>('users');
    await users.updateOne({ _id: alice!.id }, { $set: { isActive: false } });
    await expect(sendDelivery(holdfast.deps, id!)).rejects.toMatchObject({ code: 'delivery_rejected' });
    await users.updateOne({ _id: alice!.id }, { $set: { isActive: true } });
  });
});

describe('people whose ticket was merged', () => {
  it('are notified, and get every answer once under their own ticket number, also after several merges', async () => {
    const [first, twin, second, holder] = [
      await open(carol, 'Library offline'),
      await open(carol, 'Library still offline'),
      await open(maya, 'No wifi'),
      await open(alice, 'A very private title'),
    ];
    await merge(first, second);
    await merge(twin, second);
    await merge(second, holder);
    expect(await noticesOf(first)).toEqual([['merged', 'Carol']]);
    await say(bob!, holder, 'It works again.');
    expect((await noticesOf(holder)).sort()).toEqual([
      ['reply', 'Alice'],
      ['reply', 'Carol'],
      ['reply', 'Maya'],
    ]);
    const mails = await mailsOf(holder);
    const toCarol = mails.find(({ subject }) => subject?.includes(first.number) === true)!;
    expect(toCarol.text).toContain('It works again.');
    expect(toCarol.subject).toContain('Library offline');
    for (const { subject, text, html } of mails.filter((mail) => !mail.subject?.includes(holder.number))) {
      expect(`${subject}${text}${String(html)}`).not.toMatch(
        new RegExp(`${holder.number}|very private|Alice`, 'u'),
      );
    }
  });

  it('get neither their own comments, nor those of the other requester, nor notes', async () => {
    const [theirs, holder] = [await open(carol), await open(alice)];
    await merge(theirs, holder);
    await say(alice!, holder, 'Thank you.');
    await say(bob!, holder, 'Carol again.', true);
    await say(carol!, holder, 'Look at the cable.');
    expect(await noticesOf(holder)).toEqual([['reply', 'Alice']]);
  });

  it('get one mail about a merge of two own tickets, with the target', async () => {
    const [gone, holder] = [await open(), await open()];
    await merge(gone, holder);
    await say(bob!, holder);
    expect(await noticesOf(holder)).toEqual([['reply', 'Alice']]);
    expect((await mailsOf(gone))[0]!.text).toContain(holder.number);
  });

  it('get the answer that resolves it', async () => {
    const [theirs, holder] = [await open(carol), await open(alice)];
    await merge(theirs, holder);
    await resolveTicket(holdfast.deps, bob!, holder.number, { comment: 'New cable.' });
    expect((await noticesOf(holder)).sort()).toEqual([
      ['reply', 'Carol'],
      ['resolved', 'Alice'],
    ]);
  });

  it('get one mail each if many change the ticket at once', async () => {
    const [theirs, holder] = [await open(carol), await open(alice)];
    await merge(theirs, holder);
    const id = randomUUID();
    const words = { body: 'Once.', isInternal: false };
    await Promise.all(
      Array.from({ length: 4 }, () => addComment(holdfast.deps, bob!, holder.number, words, id)),
    );
    expect(await noticesOf(holder)).toHaveLength(2);
  });
});
