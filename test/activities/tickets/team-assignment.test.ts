import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { editPerson } from '../../../src/app/accounts/edit-person.js';
import { editTeam } from '../../../src/app/desk/teams.js';
import { dissolveTeam } from '../../../src/app/tickets/dissolve-team.js';
import { autoAssignTicket } from '../../../src/app/tickets/assignment/auto-assign-ticket.js';
import { declineTicket } from '../../../src/app/tickets/assignment/decline-ticket.js';
import { decideEscalation } from '../../../src/app/tickets/assignment/escalate-ticket.js';
import { createTicket } from '../../../src/app/tickets/create-ticket.js';
import { currentTerms } from '../../../src/app/sla/terms.js';
import type { Ticket } from '../../../src/domain/tickets/ticket.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { personOf, type Person } from '../../support/mail/inbound-tickets.js';
import { aStep, aTeam } from '../../support/tickets/builders.js';

/** Bob is in `infrastructure`, and Carol in `workplace`. */
let holdfast: Holdfast;
let [maya, admin, bob, carol]: Person[] = [];

beforeAll(async () => {
  holdfast = await startHoldfast({ worker: false });
  [maya, admin, bob, carol] = await Promise.all(
    ['maya', 'admin', 'bob', 'carol'].map((name) => personOf(holdfast.deps, name)),
  );
});
afterAll(() => holdfast.close());

const users = () => holdfast.mongo.collection<{ email: string; load: number; team: string }>('users');
const room = (capacity: number) =>
  users().updateMany({ role: 'moderator' }, { $set: { capacity, load: 0, skills: [] } });

beforeEach(() => room(100));

async function ticketIn(team: string | null): Promise<Ticket> {
  const input = { title: 'Help me', description: 'please', team };
  return createTicket(holdfast.deps, maya!, { source: 'api', input, id: randomUUID() });
}

const assign = ({ id }: Ticket) => autoAssignTicket(holdfast.deps, id);
const holder = async (ticket: Ticket) => (await assign(ticket)).assignment?.assignee.name ?? null;
const mailsOf = async ({ id }: Ticket) =>
  (await holdfast.mongo.collection('deliveries').find({ ticketId: id }).toArray()).map(
    ({ kind, recipient }) => [kind, recipient.name],
  );

describe('the tickets of a team', () => {
  it('go only to its members, and wait for them while others are idle', async () => {
    expect(await holder(await ticketIn('workplace'))).toBe('Carol');
    await users().updateOne({ email: 'carol@holdfast.local' }, { $set: { capacity: 0 } });
    const waiting = await ticketIn('workplace');
    expect(await assign(waiting)).toMatchObject({ assignment: null, queuedAt: expect.any(Date) });
    expect(await mailsOf(waiting)).toEqual([['queued', 'Maya']]);
    // A lower ticket of nobody's team passes one that waits for others.
    expect(await holder(await ticketIn(null))).toBe('Bob');
    await room(1);
    expect(await holder(waiting)).toBe('Carol');
  });

  it('never exceed the capacity of a member with parallel assignments', async () => {
    await room(3);
    const tickets = await Promise.all(Array.from({ length: 8 }, () => ticketIn('workplace')));
    const holders = await Promise.all(tickets.map(holder));
    expect(holders.filter((name) => name === 'Carol')).toHaveLength(3);
    expect(holders.filter((name) => name === null)).toHaveLength(5);
    expect(await users().findOne({ email: 'carol@holdfast.local' })).toMatchObject({ load: 3 });
  });

  it('stay in its queue if the only member declines; without a team, another moderator gets them', async () => {
    const bound = await ticketIn('workplace');
    expect(await holder(bound)).toBe('Carol');
    await declineTicket(holdfast.deps, carol!, bound.id, {});
    expect(await holder(bound)).toBeNull();
    const free = await ticketIn(null);
    const first = await assign(free);
    expect(first.team).toBe(first.assignment?.assignee.name === 'Bob' ? 'infrastructure' : 'workplace');
    const decliner = first.assignment?.assignee.id === bob!.id ? bob! : carol!;
    await declineTicket(holdfast.deps, decliner, free.id, {});
    const second = await assign(free);
    expect(second.assignment?.assignee.name).toBe(decliner === bob ? 'Carol' : 'Bob');
    expect(second.team).toBe(decliner === bob ? 'workplace' : 'infrastructure');
  });

  it('stay correct if a member changes teams during the assignment', async () => {
    const ticket = await ticketIn('infrastructure');
    const move = (team: string) =>
      editPerson(holdfast.deps, { actor: admin!, address: null }, carol!.id, { team });
    const [assigned] = await Promise.all([assign(ticket), move('infrastructure')]);
    expect(['Bob', 'Carol']).toContain(assigned.assignment?.assignee.name);
    await users().updateOne({ email: 'bob@holdfast.local' }, { $set: { capacity: 0 } });
    expect(await holder(await ticketIn('infrastructure'))).toBe('Carol');
    // Her old team has nobody, so anybody may get its tickets.
    expect(await holder(await ticketIn('workplace'))).toBe('Carol');
    await move('workplace');
  });
});

describe('a team', () => {
  const change = (edit: Parameters<typeof editTeam>[3]) => editTeam(holdfast.deps, maya!, 'workplace', edit);
  afterEach(() => change({ assigns: 'skill_and_load', leadId: null }));

  it('without automatic assignment queues its tickets and notifies its lead, or the managers without a lead', async () => {
    await change({ assigns: 'off', leadId: bob!.id });
    const first = await ticketIn('workplace');
    expect(await holder(first)).toBeNull();
    expect(await mailsOf(first)).toEqual([['queued', 'Bob']]);
    const mails = holdfast.mongo.collection('deliveries').find({ ticketId: first.id });
    expect(await mails.toArray()).toMatchObject([{ details: { assigns: 'off' } }]);
    await users().updateOne({ email: 'bob@holdfast.local' }, { $set: { isActive: false } });
    const second = await ticketIn('workplace');
    await assign(second);
    expect(await mailsOf(second)).toEqual([['queued', 'Maya']]);
    await users().updateOne({ email: 'bob@holdfast.local' }, { $set: { isActive: true } });
    await change({ assigns: 'round_robin' });
    expect(await holder(first)).toBe('Carol');
  });

  it('assigns in turn, by the last assignment of each member', async () => {
    await users().updateMany({ role: 'moderator' }, { $set: { team: 'workplace', lastAssignedAt: null } });
    await change({ assigns: 'round_robin' });
    const names: (string | null)[] = [];
    for (let turn = 0; turn < 4; turn += 1) names.push(await holder(await ticketIn('workplace')));
    expect(names[1]).not.toBe(names[0]);
    expect(names.slice(2)).toEqual(names.slice(0, 2));
    await users().updateOne({ email: 'bob@holdfast.local' }, { $set: { team: 'infrastructure' } });
  });

  it('passes all tickets to its successor when dissolved, also one that joins at that moment', async () => {
    await holdfast.deps.teams.addIfMissing(aTeam('brief'));
    const ticket = await ticketIn('brief');
    await dissolveTeam(holdfast.deps, maya!, 'brief', { moveTo: 'workplace' });
    await holdfast.mongo
      .collection<{ _id: string }>('tickets')
      .updateOne({ _id: ticket.id }, { $set: { team: 'brief' } });
    expect(await holder(ticket)).toBe('Carol');
  });
});

describe('the escalation step to another team', () => {
  const move = async (ticket: Ticket, team: string) => {
    const step = {
      target: 'resolution',
      index: 0,
      step: aStep('move_to_team', 1, { team }),
      dueAt: new Date(),
    } as const;
    return decideEscalation(holdfast.deps, ticket, await currentTerms(holdfast.deps), step, new Date());
  };

  it('assigns the ticket to a member, or keeps the assignee until one is free', async () => {
    const ticket = await assign(await ticketIn('infrastructure'));
    const moved = await move(ticket, 'workplace');
    expect(moved.after).toMatchObject({ team: 'workplace', assignment: { assignee: { name: 'Carol' } } });
    await users().updateOne({ email: 'carol@holdfast.local' }, { $set: { capacity: 0 } });
    const kept = await move(ticket, 'workplace');
    expect(kept.after).toMatchObject({ team: 'workplace', assignment: { assignee: { name: 'Bob' } } });
  });

  it('notifies the managers and changes nothing if the team was dissolved without a successor', async () => {
    await holdfast.deps.teams.addIfMissing(aTeam('shut', { isActive: false }));
    const ticket = await assign(await ticketIn('infrastructure'));
    const moved = await move(ticket, 'shut');
    expect(moved.after.team).toBe('infrastructure');
    expect(moved.notify).toMatchObject([{ kind: 'sla_escalated', recipients: [{ name: 'Maya' }] }]);
  });
});
