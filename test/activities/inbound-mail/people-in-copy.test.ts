import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { assignTicket } from '../../../src/app/tickets/assignment/assign-ticket.js';
import { changeStatus } from '../../../src/app/tickets/status/change-status.js';
import type { AppDeps } from '../../../src/app/deps.js';
import { removeParticipant } from '../../../src/app/tickets/participants/edit-participants.js';
import { ticketThreadId } from '../../../src/domain/mail/delivery.js';
import { aTeam } from '../../support/tickets/builders.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { letter } from '../../support/mail/inbound.js';
import {
  aMailedTicket,
  INBOUND,
  personOf,
  receive,
  replyTo,
  type Person,
} from '../../support/mail/inbound-tickets.js';
import { copy, inCopyOf, sentTo } from '../../support/mail/participants.js';

const KIM = 'Kim Lee <kim@c.example>';
const PASS = 'Authentication-Results: mx.desk.example; dmarc=pass header.from=';
const HOUR_MS = 3_600_000;

let holdfast: Holdfast;
let [alice, bob]: Person[] = [];
let hours = 0;
let count = 0;

beforeAll(async () => {
  holdfast = await startHoldfast({ worker: false, environment: INBOUND });
  [alice, bob] = await Promise.all(['alice', 'bob'].map((name) => personOf(holdfast.deps, name)));
});
afterAll(() => holdfast.close());

/** A day after the one before, so that no test counts what another has sent. */
function nextDay(changes: Partial<AppDeps> = {}): AppDeps {
  hours += 25;
  const now = Date.now() + hours * HOUR_MS;
  return { ...holdfast.deps, clock: { now: () => new Date(now) }, ...changes };
}

const mailOf = (fields: Parameters<typeof letter>[0]) =>
  letter({ messageId: `<in-copy-${(count += 1)}@example.org>`, ...fields });
const proven = (mail: string) => `${PASS}holdfast.local\r\n${mail}`;
const cc = (...addresses: string[]) => [`Cc: ${addresses.join(', ')}`];
const said = (id: string) => holdfast.deps.tickets.findComment(id);

describe('people in copy of a mail', () => {
  it('are in copy of the ticket that it opens, and get no account', async () => {
    const { id } = await receive(
      nextDay(),
      proven(mailOf({ to: 'help@holdfast.local, Ann <ann@c.example>', headers: cc(KIM) })),
      ['help@holdfast.local'],
    );
    expect(await inCopyOf(holdfast.deps, id)).toEqual(['ann@c.example', 'kim@c.example']);
    expect(await holdfast.deps.users.findByEmail('kim@c.example')).toBeNull();
    const bobs = await holdfast.client('bob');
    const { body } = await bobs.get(`/api/v1/tickets/${id}`);
    expect(body.participants).toMatchObject([{ name: 'Ann' }, { name: 'Kim Lee', email: 'kim@c.example' }]);
  });

  it.each(['the requester', 'staff'] as const)('of an answer by %s are added', async (by) => {
    const deps = nextDay();
    const { ticket } = await aMailedTicket(deps, alice!);
    const person = by === 'staff' ? bob! : alice!;
    const from = `${person.name} <${person.name.toLowerCase()}@holdfast.local>`;
    const raw = mailOf({ from, to: replyTo(deps, ticket, person), headers: cc(KIM), text: 'So it is.' });
    const { id } = await receive(deps, raw);
    expect(await said(id)).toMatchObject({ body: 'So it is.' });
    expect(await inCopyOf(deps, ticket.id)).toEqual(['kim@c.example']);
    const { items } = await deps.tickets.events({ ticketId: ticket.id, includeInternal: true, pageSize: 50 });
    expect(items.at(-1)).toMatchObject({ type: 'ticket.participants_added', actor: { id: person.id } });
    // They have read it in that very mail.
    expect(await sentTo(holdfast, ticket.id, 'kim@c.example')).toEqual([]);
  });

  it('do not include our addresses, lists, no-reply addresses, staff, the sender and the recipient', async () => {
    const headers = [
      'Delivered-To: desk@shop.example',
      ...cc(
        'reply+x@desk.example',
        'team@googlegroups.com',
        'no-reply@shop.example',
        'bob@holdfast.local',
        'alice@holdfast.local',
        'other@holdfast.local',
        'desk@shop.example',
        'root@localhost',
      ),
    ];
    const { id } = await receive(nextDay(), proven(mailOf({ headers })), [
      'help@holdfast.local',
      'other@holdfast.local',
    ]);
    expect(await inCopyOf(holdfast.deps, id)).toEqual([]);
  });

  it('never include the address of a team, which gets the ticket in its queue, by the envelope first', async () => {
    const { teams } = holdfast.deps;
    await teams.addIfMissing(aTeam('network', { mailAddress: 'network@c.example' }));
    await teams.addIfMissing(aTeam('gone', { mailAddress: 'gone@c.example', isActive: false }));
    const teamOf = async (id: string) => (await holdfast.deps.tickets.find(id))?.team;
    const to = 'help@holdfast.local';
    const copied = await receive(
      nextDay(),
      proven(mailOf({ to, headers: cc('network+vpn@c.example', KIM) })),
      ['help@holdfast.local'],
    );
    expect(await teamOf(copied.id)).toBe('network');
    expect(await inCopyOf(holdfast.deps, copied.id)).toEqual(['kim@c.example']);
    const raw = mailOf({ to: 'network@c.example' });
    expect(await teamOf((await receive(nextDay(), raw)).id)).toBe('network');
    await teams.addIfMissing(aTeam('office', { mailAddress: 'office@c.example' }));
    const both = mailOf({ to: 'network@c.example', headers: cc('office@c.example') });
    expect(await teamOf((await receive(nextDay(), both, ['office@c.example'])).id)).toBe('office');
    expect(await teamOf((await receive(nextDay(), mailOf({ to: 'gone@c.example' }))).id)).toBeNull();
    const own = await receive(nextDay(), mailOf({ from: 'Network <network@c.example>' }));
    expect(own.outcome).toEqual({ kind: 'ignored', reason: 'own_mail' });
  });

  it('are not added if none of the addresses is known as ours, because any could be', async () => {
    const { id } = await receive(nextDay(), proven(mailOf({ to: 'alias@c.example', headers: cc(KIM) })));
    expect(await inCopyOf(holdfast.deps, id)).toEqual([]);
  });

  it.each([
    ['nothing proves its sender', () => mailOf({ headers: cc(KIM) })],
    ['a list has sent it', () => proven(mailOf({ headers: [...cc(KIM), 'List-Id: <all.c.example>'] }))],
    [
      'a program has sent it',
      () => proven(mailOf({ headers: [...cc(KIM), 'Auto-Submitted: auto-generated'] })),
    ],
  ])('are not added if %s', async (_, raw) => {
    const { id, outcome } = await receive(nextDay(), raw(), ['help@holdfast.local']);
    expect(outcome.kind).toBe('opened');
    expect(await inCopyOf(holdfast.deps, id)).toEqual([]);
  });

  it('are not added by an internal note, nor twice, nor again once they were removed', async () => {
    const deps = nextDay();
    const { ticket } = await aMailedTicket(deps, alice!);
    const fromBob = { from: 'Bob <bob@holdfast.local>', to: replyTo(deps, ticket, bob!) };
    await receive(deps, mailOf({ ...fromBob, text: '#internal\nPsst.', headers: cc(KIM) }));
    expect(await inCopyOf(deps, ticket.id)).toEqual([]);
    const kim = await copy(deps, bob!, ticket.id, 'kim@c.example');
    await receive(deps, mailOf({ ...fromBob, headers: cc(KIM) }));
    expect(await inCopyOf(deps, ticket.id)).toEqual(['kim@c.example']);
    await removeParticipant(deps, bob!, ticket.id, kim.id);
    await receive(deps, mailOf({ ...fromBob, headers: cc(KIM) }));
    expect(await inCopyOf(deps, ticket.id)).toEqual([]);
  });

  it('are twenty at most, and their names contain no links', async () => {
    const many = Array.from({ length: 40 }, (_, index) => `"https://evil.example" <p${index}@c.example>`);
    const { id } = await receive(nextDay(), proven(mailOf({ headers: cc(...many) })), [
      'help@holdfast.local',
    ]);
    expect(await inCopyOf(holdfast.deps, id)).toHaveLength(20);
    expect((await holdfast.deps.tickets.find(id))!.participants![0]!.name).toBe('p0');
  });
});

describe('an answer of a person in copy', () => {
  async function copied(deps: AppDeps) {
    const { ticket } = await aMailedTicket(deps, alice!);
    await assignTicket(deps, bob!, ticket.id, bob!.id);
    const kim = await copy(deps, bob!, ticket.id, 'kim@c.example', 'Kim Lee');
    return { ticket, kim, to: replyTo(deps, ticket, kim) };
  }

  it('is their comment, and requester and assignee get a mail', async () => {
    const deps = nextDay();
    const { ticket, kim, to } = await copied(deps);
    await copy(deps, bob!, ticket.id, 'ann@c.example');
    const { id, outcome } = await receive(deps, mailOf({ from: KIM, to, text: 'I have seen it too.' }));
    expect(outcome).toMatchObject({ kind: 'commented', ticketId: ticket.id });
    expect(await said(id)).toMatchObject({
      author: { id: kim.id, name: 'Kim Lee' },
      body: 'I have seen it too.',
      isInternal: false,
    });
    const told = await deps.deliveries.ofEvent(
      (await deps.tickets.events({ ticketId: ticket.id, includeInternal: true, pageSize: 50 })).items.at(-1)!
        .id,
    );
    const recipients = await Promise.all(told.map(async (each) => (await deps.deliveries.find(each))!));
    expect(recipients.map(({ kind, recipient }) => [kind, recipient.name])).toEqual([
      ['comment', 'Bob'],
      ['reply', 'Alice'],
    ]);
    expect((await deps.receivedMails.find(id))!.accountId).toBeNull();
    expect(await deps.users.findByEmail('kim@c.example')).toBeNull();
  });

  it('can come from another address, or find its ticket by the mail that it answers', async () => {
    const deps = nextDay();
    const { ticket, kim, to } = await copied(deps);
    const other = await receive(deps, mailOf({ from: 'kim@home.example', to }));
    expect(await said(other.id)).toMatchObject({ author: { id: kim.id } });
    const named = await receive(
      deps,
      mailOf({ from: KIM, headers: [`References: ${ticketThreadId(ticket)}`] }),
    );
    expect(await said(named.id)).toMatchObject({ author: { id: kim.id }, isSenderUnproven: true });
    const stranger = await receive(
      deps,
      mailOf({ from: 'eve@c.example', headers: [`References: ${ticketThreadId(ticket)}`] }),
    );
    expect(stranger.outcome).toMatchObject({ kind: 'opened', ticketId: stranger.id });
  });

  it('sets a waiting ticket to in progress', async () => {
    const deps = nextDay();
    const { ticket, to } = await copied(deps);
    await changeStatus(deps, bob!, ticket.id, 'in_progress');
    await changeStatus(deps, bob!, ticket.id, 'waiting_on_user');
    await receive(deps, mailOf({ from: KIM, to }));
    expect((await deps.tickets.find(ticket.id))!.status).toBe('in_progress');
  });

  it('adds no people, runs no commands, and is held if unproven mails are held', async () => {
    const deps = nextDay();
    const { ticket, to } = await copied(deps);
    const { id } = await receive(
      deps,
      mailOf({ from: KIM, to, text: '#resolve\nDone.', headers: cc('ann@c.example') }),
    );
    expect(await said(id)).toMatchObject({ body: '#resolve\nDone.' });
    expect((await deps.tickets.find(ticket.id))!.status).not.toBe('resolved');
    expect(await inCopyOf(deps, ticket.id)).toEqual(['kim@c.example']);
    const holding = nextDay({ inbound: { ...holdfast.deps.inbound, holdsUnproven: true } });
    const raw = mailOf({ from: KIM, headers: [`References: ${ticketThreadId(ticket)}`] });
    expect((await receive(holding, raw)).outcome).toEqual({ kind: 'held', reason: 'unproven_sender' });
  });

  it('to a closed ticket opens a follow-up for the same requester', async () => {
    const deps = nextDay();
    const { ticket, to } = await copied(deps);
    await changeStatus(deps, bob!, ticket.id, 'cancelled');
    const { id, outcome } = await receive(deps, mailOf({ from: KIM, to, text: 'It is back.' }));
    expect(outcome).toMatchObject({ kind: 'followed_up', ticketId: id });
    expect((await deps.tickets.find(id))!.requester.id).toBe(alice!.id);
  });

  it('is not added to the ticket after they were removed', async () => {
    const deps = nextDay();
    const { ticket, kim, to } = await copied(deps);
    await removeParticipant(deps, bob!, ticket.id, kim.id);
    const { outcome } = await receive(deps, mailOf({ from: KIM, to }));
    expect(outcome).toMatchObject({ kind: 'opened' });
    expect(outcome).not.toMatchObject({ ticketId: ticket.id });
  });
});
