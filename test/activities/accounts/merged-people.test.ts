import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SYSTEM_ACTOR } from '../../../src/domain/access/actor.js';
import { erasePerson, editPerson } from '../../../src/app/accounts/edit-person.js';
import { createOrganisation } from '../../../src/app/accounts/organisations.js';
import { mergePeople, undoMerge } from '../../../src/app/accounts/merge-people.js';
import { eraseTraces } from '../../../src/app/personal-data/erase-traces.js';
import { exportPerson } from '../../../src/app/personal-data/export-person.js';
import { resumeMerges } from '../../../src/app/personal-data/resume-merges.js';
import { moveTraces } from '../../../src/app/personal-data/move-traces.js';
import { addComment } from '../../../src/app/tickets/comments/add-comment.js';
import { uploadFile } from '../../../src/app/tickets/files/upload-file.js';
import { createTicket } from '../../../src/app/tickets/create-ticket.js';
import { NEW_USER, type User } from '../../../src/domain/accounts/user.js';
import { withTurn, type DraftedTurn } from '../../../src/domain/assist/conversation.js';
import { draftId, writeDraft } from '../../../src/domain/presence/draft.js';
import { addDays, addMinutes } from '../../../src/domain/time.js';
import { contentOf } from '../../support/files/uploads.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { INBOUND, receive } from '../../support/mail/inbound-tickets.js';

let holdfast: Holdfast;
beforeAll(async () => {
  holdfast = await startHoldfast({ worker: false, environment: INBOUND });
});
afterAll(() => holdfast.close());

const doer = { actor: SYSTEM_ACTOR, address: null };
const never = new AbortController().signal;

async function person(name: string, fields: Partial<User> = {}): Promise<User> {
  const id = holdfast.deps.newId();
  const email = `${name.toLowerCase()}-${randomUUID().slice(0, 8)}@c.example`;
  const user = { ...NEW_USER, id, email, name, createdAt: new Date(), ...fields };
  expect(await holdfast.deps.users.addIfMissing(user)).toBe(true);
  return user;
}

const asActor = ({ id, name, role }: User) => ({ type: 'user', id, name, role }) as const;
const open = (user: User) => {
  const input = { title: 'A ticket', description: 'Of mine.' };
  return createTicket(holdfast.deps, asActor(user), { source: 'api', input, id: randomUUID() });
};
const say = async (user: User, ticketId: string) => {
  const comment = { body: 'My words.', isInternal: false };
  await addComment(holdfast.deps, asActor(user), ticketId, comment, holdfast.deps.newId());
};
const merge = (from: User, into: User) => mergePeople(holdfast.deps, doer, from.id, into.id, randomUUID());
const move = ({ id }: User, signal = never) => moveTraces(holdfast.deps, id, signal);
const again = async ({ id }: User) => (await holdfast.deps.users.find(id))!;
const requesterOf = async (id: string) => (await holdfast.deps.tickets.find(id))!.requester;
const authorsOf = async (ticketId: string) => {
  const page = { ticketIds: [ticketId], includeInternal: true, pageSize: 100 };
  return (await holdfast.deps.tickets.comments(page)).items.map(({ author }) => author.id);
};

describe('two merged people', () => {
  it('share tickets, comments, addresses and identities until an undo', async () => {
    const { deps } = holdfast;
    const from = await person('From', { identities: ['slack:U-from'], otherAddresses: ['old@d.example'] });
    const into = await person('Into', { identities: ['oidc:into'] });
    const [theirs, own] = [await open(from), await open(into)];
    await say(from, theirs.id);
    await merge(from, into);
    const away = await again(from);
    expect(away).toMatchObject({ isActive: false, otherAddresses: [], identities: [] });
    expect(await again(into)).toMatchObject({
      email: into.email,
      otherAddresses: [from.email, 'old@d.example'],
      identities: ['oidc:into', 'slack:U-from'],
    });
    for (const address of [from.email, 'old@d.example'])
      expect((await deps.users.findByAddress(address))!.id).toBe(into.id);
    expect(await move(from)).toEqual({ moved: 2 });
    expect(await move(from)).toEqual({ moved: 0 });
    expect([await requesterOf(theirs.id), await authorsOf(theirs.id)]).toEqual([
      { id: into.id, name: 'Into' },
      [into.id],
    ]);
    expect((await again(from)).merge).toMatchObject({ state: 'done', tickets: 1, comments: 1 });
    const { items } = await deps.tickets.events({
      ticketId: theirs.id,
      includeInternal: true,
      pageSize: 100,
    });
    expect(items.at(-1)).toMatchObject({ type: 'ticket.requester_changed', details: { to_id: into.id } });

    const since = await open(await again(into));
    await undoMerge(deps, doer, from.id);
    expect(await move(from)).toEqual({ moved: 2 });
    expect(await move(from)).toEqual({ moved: 0 });
    expect([await requesterOf(theirs.id), await authorsOf(theirs.id)]).toEqual([
      { id: from.id, name: 'From' },
      [from.id],
    ]);
    for (const ticket of [own, since]) expect((await requesterOf(ticket.id)).id).toBe(into.id);
    expect(await again(from)).toMatchObject({
      email: from.email,
      otherAddresses: ['old@d.example'],
      identities: ['slack:U-from'],
      isActive: true,
      merge: { state: 'undone', tickets: 1, comments: 1 },
    });
    expect(await again(into)).toMatchObject({ otherAddresses: [], identities: ['oidc:into'] });
    await expect(undoMerge(deps, doer, from.id)).rejects.toMatchObject({ code: 'illegal_transition' });
  });

  it('share drafts, files, read marks, notifications and conversations, which an export has, until an undo', async () => {
    const { deps, mongo } = holdfast;
    const [from, into] = [await person('Former'), await person('Survivor')];
    const [only, both] = [await open(from), await open(from)];
    const at = new Date();
    const dates = { readAt: null, storedAt: at, expiresAt: addDays(at, 1) };
    for (const [{ id }, ticketId, body] of [
      [from, only.id, 'Only mine.'],
      [from, both.id, 'Mine.'],
      [into, both.id, 'The other.'],
    ] as const) {
      const place = { personId: id, ticketId };
      await deps.drafts.replace(writeDraft(null, place, { body, isInternal: false }, 0, at));
    }
    const mark = { personId: from.id, ticketId: only.id, readAt: at, expiresAt: dates.expiresAt };
    await deps.readMarks.put({ ...mark, id: `${from.id}.${only.id}` });
    const told = { ticketId: only.id, ticketNumber: only.number, eventId: 'e', actorId: null, at };
    await deps.notifications.add([
      { ...told, ...dates, id: `e.${from.id}`, personId: from.id, kind: 'answered' },
    ]);
    await deps.notifications.switchOff(from.id, ['sla']);
    const turn: DraftedTurn = {
      ...{ draft: { title: 'A', description: 'B', category: 'other', priority: 'low' }, questions: [] },
      ...{ language: 'en', source: { provider: 'p', model: 'm', isFallback: false } },
    };
    const conversationId = deps.newId();
    const begun = { ...turn, id: conversationId, ownerId: from.id, text: 'My screen.', fileIds: [] };
    await deps.conversations.save(withTurn(null, begun, { at, keepDays: 1 }));

    const upload = { name: 'a.txt', content: contentOf('My screen.') };
    const file = await uploadFile(deps, asActor(from), upload, deps.newId());

    const textsOf = async ({ id }: User, ticketId: string) => {
      const draft = await deps.drafts.find(draftId(id, ticketId));
      return draft === null ? [] : [draft, ...draft.replaced].map(({ body }) => body);
    };
    const stateOf = async (user: User) => ({
      only: await textsOf(user, only.id),
      both: await textsOf(user, both.id),
      unread: await deps.notifications.countUnread(user.id),
      off: await deps.notifications.switchedOff(user.id),
      files: (await deps.files.find(file.id))?.uploadedBy.id === user.id,
      talks: await mongo.collection('ai_conversations').countDocuments({ ownerId: user.id }),
    });
    const [ofFrom, ofInto] = [await stateOf(from), await stateOf(into)];
    await merge(from, into);
    await move(from);
    await move(from);
    const merged = {
      ...{ only: ['Only mine.'], both: ['The other.', 'Mine.'], unread: 1, off: ['sla'], talks: 1 },
      files: true,
    };
    expect(await stateOf(into)).toEqual(merged);
    expect([...(await deps.readMarks.of(into.id, [only.id])).values()]).toEqual([at]);
    const exported = await exportPerson(deps, doer, into.id, randomUUID());
    expect(exported).toMatchObject({
      lists: {
        conversations: [{ state: 'ready', messages: ['My screen.'] }],
        files: [{ id: file.id, name: 'a.txt', size_bytes: 10 }],
        ticket_notifications: [{ kind: 'answered', ticket_number: only.number }],
      },
    });
    expect(exported.kind === 'lists' && exported.lists.drafts.map(({ body }) => body).sort()).toEqual(
      expect.arrayContaining(['Only mine.', 'The other.']),
    );

    await undoMerge(deps, doer, from.id);
    await move(from);
    await move(from);
    expect([await stateOf(from), await stateOf(into)]).toEqual([ofFrom, ofInto]);
  });

  it('lose nothing to a parallel write or a killed worker', async () => {
    const from = await person('Writer');
    const into = await person('Reader');
    const tickets = [await open(from), await open(from)];
    const written = Promise.all([1, 2, 3].map(() => open(from)));
    await merge(from, into);
    tickets.push(...(await written));
    const dying = new AbortController();
    const find = holdfast.deps.tickets.find.bind(holdfast.deps.tickets);
    let reads = 0;
    const tickets2 = Object.create(holdfast.deps.tickets, {
      find: {
        value: (id: string) => {
          reads += 1;
          if (reads === 2) dying.abort(new Error('killed'));
          return find(id);
        },
      },
    }) as typeof holdfast.deps.tickets;
    const killed = moveTraces({ ...holdfast.deps, tickets: tickets2 }, from.id, dying.signal);
    await expect(killed).rejects.toThrow('killed');
    // A request that began before the merge ends after the first round.
    await move(from);
    tickets.push(await open(from));
    expect(await move(from)).toEqual({ moved: 1 });
    for (const { id } of tickets) expect((await requesterOf(id)).id).toBe(into.id);
  });

  it('are merged once by parallel requests', async () => {
    const { deps } = holdfast;
    const [a, b, c] = [await person('A'), await person('B'), await person('C')];
    const ticket = await open(a);
    const both = await Promise.allSettled([merge(a, b), merge(b, a)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [from, into] = both[0].status === 'fulfilled' ? [a, b] : [b, a];
    await expect(merge(from, c)).rejects.toMatchObject({ code: 'not_found' });
    await expect(merge(c, from)).rejects.toMatchObject({ code: 'invalid_input' });
    await move(from);
    await merge(into, c);
    await move(into);
    expect((await requesterOf(ticket.id)).id).toBe(c.id);
    // The later one first.
    await expect(undoMerge(deps, doer, from.id)).rejects.toMatchObject({ code: 'illegal_transition' });
    await undoMerge(deps, doer, into.id);
    await expect(undoMerge(deps, doer, from.id)).rejects.toMatchObject({ code: 'illegal_transition' });
    await move(into);
    expect((await requesterOf(ticket.id)).id).toBe(into.id);
    await undoMerge(deps, doer, from.id);
    await move(from);
    expect((await requesterOf(ticket.id)).id).toBe(a.id);
  });

  it('cannot be separated after a day, or if an address is taken', async () => {
    const { deps } = holdfast;
    const [from, into] = [await person('From'), await person('Into')];
    await merge(from, into);
    const late = { ...deps, clock: { now: () => addDays(new Date(), 2) } };
    await expect(undoMerge(late, doer, from.id)).rejects.toMatchObject({ code: 'illegal_transition' });
    await editPerson(deps, doer, into.id, { otherAddresses: [] });
    await person('Third', { email: from.email });
    await expect(undoMerge(deps, doer, from.id)).rejects.toMatchObject({ code: 'duplicate' });
    expect((await again(into)).version).toBe(3);
  });
});

describe('the data of a person with several accounts and addresses', () => {
  it('are exported together, and erased together', async () => {
    const { deps, mongo } = holdfast;
    const from = await person('Zebedee', { phone: '+49 zebedee', identities: ['slack:zebedee'] });
    const into = await person('Zebedee', { lastName: 'Zebedee', otherAddresses: ['zebedee@second.example'] });
    const ticket = await open(from);
    await merge(from, into);
    await move(from);
    await editPerson(deps, doer, into.id, { department: 'zebedees' });
    const answer = await exportPerson(deps, doer, into.id, deps.newId());
    expect(answer).toMatchObject({ kind: 'lists', lists: { tickets: [{ number: ticket.number }] } });
    const actions = answer.kind === 'lists' ? answer.lists.security_events.map(({ action }) => action) : [];
    expect(actions.filter((action) => action === 'account.merged')).toHaveLength(2);
    const course = { from: null, note: () => undefined, signal: never };
    await erasePerson(deps, doer, into.id);
    for (const { id } of [from, into]) await eraseTraces(deps, id, course);
    const rooms = ['tickets', 'comments', 'events', 'deliveries', 'users'];
    const kept = await Promise.all(rooms.map((room) => mongo.collection(room).find({}).toArray()));
    expect(JSON.stringify(kept)).not.toMatch(/zebedee/iu);
    expect(await move(from)).toEqual({ moved: 0 });
  });
});

describe('a merge that a worker of an earlier version has ignored', () => {
  it('is resumed by the sweep after an hour, as is its undo', async () => {
    const { deps } = holdfast;
    const [from, into] = [await person('Left'), await person('Right')];
    const theirs = await open(from);
    await merge(from, into);
    const started: string[] = [];
    const resume = async (hours: number) => {
      const now = addMinutes(new Date(), 60 * hours);
      const gateway = {
        ...deps.gateway,
        followUpAccount: async ({
          id,
          account,
          followUps,
        }: Parameters<typeof deps.gateway.followUpAccount>[0]) => {
          if (account?.id !== from.id) return;
          started.push(id);
          expect(followUps).toEqual(['move_traces']);
          await move(from);
        },
      };
      await resumeMerges({ ...deps, gateway, clock: { now: () => now } });
    };
    await resume(0);
    expect(started).toEqual([]);
    await resume(2);
    expect(started).toHaveLength(1);
    expect([await requesterOf(theirs.id), (await again(from)).merge?.state]).toMatchObject([
      { id: into.id },
      'done',
    ]);
    await undoMerge(deps, doer, from.id);
    await resume(3);
    expect(await requesterOf(theirs.id)).toMatchObject({ id: from.id });
    await resume(4);
    expect(started).toHaveLength(2);
  });
});

describe('a mail', () => {
  const mailFrom = (address: string, verdict: string) =>
    receive(
      holdfast.deps,
      [
        `Authentication-Results: mx.desk.example; dmarc=${verdict} header.from=${address.split('@')[1]}`,
        `From: Two <${address}>`,
        'To: help@desk.example',
        'Subject: From home',
        `Message-ID: <${randomUUID()}@c.example>`,
        '',
        'The printer is on fire.',
      ].join('\r\n'),
    );
  const newAddress = (domain: string) => `m-${randomUUID().slice(0, 8)}@${domain}`;
  const ticketsOf = async ({ id }: User) =>
    (await holdfast.deps.tickets.list({ filter: { requesterId: id }, sort: '-created_at', pageSize: 10 }))
      .items;

  it('from a further address belongs to the same person', async () => {
    const second = newAddress('c.example');
    const user = await person('Two', { otherAddresses: [second] });
    expect((await mailFrom(second, 'pass')).outcome).toMatchObject({ kind: 'opened' });
    expect((await ticketsOf(user)).map(({ title }) => title)).toEqual(['From home']);
    expect(await holdfast.deps.users.findByEmail(second)).toBeNull();
  });

  it('lets its author join the organisation of the domain, if a mail server confirms it', async () => {
    const { deps } = holdfast;
    const [known, fresh, doubtful] = ['o.example', 'o.example', 'o.example'].map(newAddress);
    const before = await person('Known', { email: known! });
    const content = { name: 'O', domains: ['o.example'], policy: null, notes: null, isVip: false };
    const input = { ...content, ticketVisibility: 'own' } as const;
    const { id } = await createOrganisation(deps, doer, input, deps.newId());
    const joined = async (address: string, verdict: string) => {
      await mailFrom(address, verdict);
      const user = (await deps.users.findByEmail(address))!;
      const [ticket] = await ticketsOf(user);
      return [user.organisationId, ticket!.organisationId ?? null];
    };
    expect(await joined(fresh!, 'pass')).toEqual([id, id]);
    expect(await joined(doubtful!, 'none')).toEqual([null, null]);
    expect(await joined(known!, 'none')).toEqual([null, null]);
    expect(await joined(known!, 'pass')).toEqual([id, id]);
    const events = await deps.accountEvents.list({ accountId: before.id, pageSize: 1 });
    expect(events.items[0]).toMatchObject({
      type: 'account.edited',
      details: { organisation_id: { to: id } },
    });
  });
});
