import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { erasePerson } from '../../../src/app/accounts/edit-person.js';
import { exportPerson } from '../../../src/app/personal-data/export-person.js';
import { eraseTraces } from '../../../src/app/personal-data/erase-traces.js';
import { sendDelivery } from '../../../src/app/mail/send-delivery.js';
import { addComment } from '../../../src/app/tickets/comments/add-comment.js';
import { deleteComment, editComment } from '../../../src/app/tickets/comments/change-comment.js';
import { createTicket } from '../../../src/app/tickets/create-ticket.js';
import { resolveTicket } from '../../../src/app/tickets/status/resolve-ticket.js';
import { SYSTEM_ACTOR } from '../../../src/domain/access/actor.js';
import { NEW_USER } from '../../../src/domain/accounts/user.js';
import type { Ticket } from '../../../src/domain/tickets/ticket.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { personOf, type Person } from '../../support/mail/inbound-tickets.js';

let holdfast: Holdfast;
let [alice, bob]: Person[] = [];

beforeAll(async () => {
  holdfast = await startHoldfast({ worker: false });
  [alice, bob] = await Promise.all(['alice', 'bob'].map((name) => personOf(holdfast.deps, name)));
});
afterAll(() => holdfast.close());

async function aTicket(): Promise<Ticket> {
  const input = { title: 'The wifi is away', description: 'In the library.' };
  return createTicket(holdfast.deps, alice!, { source: 'api', input, id: randomUUID() });
}

/** The mail to the requester that is queued, of this kind. */
async function queued({ id }: Ticket, kind: string): Promise<string> {
  const { items } = await holdfast.deps.deliveries.list({ ticketId: id, states: ['queued'], pageSize: 100 });
  return items.find((delivery) => delivery.kind === kind)!.id;
}

const mailsAbout = ({ number }: Ticket) =>
  holdfast.sink.mails
    .filter(({ subject }) => subject?.includes(number) === true)
    .map(({ text }) => text ?? '')
    .join('\n');

describe('a mail about a comment', () => {
  it('has the new text if the comment was edited before sending', async () => {
    const { deps } = holdfast;
    const ticket = await aTicket();
    const { id } = await addComment(
      deps,
      bob!,
      ticket.id,
      { body: 'Press F5.', isInternal: false },
      randomUUID(),
    );
    const mail = await queued(ticket, 'reply');
    await editComment(deps, bob!, { ticket: ticket.id, comment: id }, 'Press F6.');
    expect(await sendDelivery(deps, mail)).toMatchObject({ state: 'sent' });
    expect(mailsAbout(ticket)).toMatch(/F6/u);
    expect(mailsAbout(ticket)).not.toMatch(/F5/u);
  });

  it('is suppressed if the comment was deleted before sending', async () => {
    const { deps } = holdfast;
    const ticket = await aTicket();
    const { id } = await addComment(
      deps,
      bob!,
      ticket.id,
      { body: 'Press F5.', isInternal: false },
      randomUUID(),
    );
    const mail = await queued(ticket, 'reply');
    await deleteComment(deps, bob!, { ticket: ticket.id, comment: id });
    expect(await sendDelivery(deps, mail)).toMatchObject({ state: 'suppressed' });
    expect(await deps.deliveries.find(mail)).toMatchObject({ answer: 'Not sent: the comment was deleted.' });
    expect(mailsAbout(ticket)).toBe('');
  });

  it('is sent without the comment if it is also about a resolution', async () => {
    const { deps } = holdfast;
    const ticket = await aTicket();
    await resolveTicket(deps, bob!, ticket.id, { resolutionCode: 'solved', comment: 'Press F5.' });
    const { items } = await deps.tickets.comments({
      ticketIds: [ticket.id],
      includeInternal: true,
      pageSize: 9,
    });
    await deleteComment(deps, bob!, { ticket: ticket.id, comment: items[0]!.id });
    expect(await sendDelivery(deps, await queued(ticket, 'resolved'))).toMatchObject({ state: 'sent' });
    expect(mailsAbout(ticket)).not.toMatch(/F5/u);
  });
});

describe('the data of a person', () => {
  it('include their earlier texts; an erasure removes their name from deleted comments', async () => {
    const { deps, mongo } = holdfast;
    const id = randomUUID();
    const email = `${id}@example.org`;
    await deps.users.addIfMissing({
      ...NEW_USER,
      id,
      email,
      name: 'Rosalind',
      role: 'user',
      createdAt: new Date(),
    });
    const rosalind = { type: 'user', id, name: 'Rosalind', role: 'user' } as const;
    const input = { title: 'The wifi is away', description: 'In the library.' };
    const ticket = await createTicket(deps, rosalind, { source: 'api', input, id: randomUUID() });
    const say = (body: string) =>
      addComment(deps, rosalind, ticket.id, { body, isInternal: false }, deps.newId());
    const [kept, gone] = [await say('One.'), await say('Two.')];
    await editComment(deps, rosalind, { ticket: ticket.id, comment: kept.id }, 'Uno.');
    await editComment(deps, bob!, { ticket: ticket.id, comment: kept.id }, 'Eins.');
    await deleteComment(deps, rosalind, { ticket: ticket.id, comment: gone.id });
    const doer = { actor: SYSTEM_ACTOR, address: null };
    const exported = JSON.parse(JSON.stringify(await exportPerson(deps, doer, id, deps.newId())));
    expect(exported.lists.comments).toMatchObject([
      { body: 'Eins.', earlier_versions: [{ body: 'One.' }, { body: 'Uno.' }], deleted_at: null },
      { body: '', earlier_versions: [], deleted_at: expect.any(String) },
    ]);
    await erasePerson(deps, doer, id);
    await eraseTraces(deps, id, { from: null, note: () => undefined, signal: new AbortController().signal });
    const comments = await mongo.collection('comments').find({ ticketId: ticket.id }).toArray();
    expect(JSON.stringify(comments)).not.toMatch(/rosalind/iu);
  });
});
