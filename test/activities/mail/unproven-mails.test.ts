import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { assignTicket } from '../../../src/app/tickets/assignment/assign-ticket.js';
import { changeStatus } from '../../../src/app/tickets/status/change-status.js';
import type { AppDeps } from '../../../src/app/deps.js';
import { receiveMail } from '../../../src/app/inbound-mail/receive-mail.js';
import { LANGUAGES } from '../../../src/app/mail/templates/phrases.js';
import { sendDelivery } from '../../../src/app/mail/send-delivery.js';
import { loadConfig } from '../../../src/config/config.js';
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

const PASS = 'Authentication-Results: mx.desk.example; dmarc=pass header.from=holdfast.local';
/** With header lines above all others, as servers put them there. */
const below = (lines: readonly string[], mail: string) => `${lines.join('\r\n')}\r\n${mail}`;
const mailOf = (fields: Parameters<typeof letter>[0]) =>
  letter({ messageId: `<unproven-${(count += 1)}@example.org>`, ...fields });
const accountOf = (address: string) => holdfast.deps.users.findByEmail(address);

describe('a mail with an unproven sender', () => {
  /** On a ticket of Alice's that Bob has; what he was mailed of it. */
  async function saidTo(
    deps: AppDeps,
    fields: (number: string) => readonly [string[], Parameters<typeof letter>[0]],
  ) {
    const { ticket } = await aMailedTicket(deps, alice!);
    await assignTicket(deps, bob!, ticket.id, bob!.id);
    const [lines, mail] = fields(ticket.number);
    const { id } = await receive(deps, below(['X-Test: 1', ...lines], mailOf(mail)));
    const before = holdfast.sink.mails.length;
    for (const delivery of await deps.deliveries.unsent(ticket.id)) await sendDelivery(deps, delivery);
    const mails = holdfast.sink.mails.slice(before).filter(({ subject }) => subject!.includes('New comment'));
    return { id, ticket, text: mails.map(({ text, html }) => `${text!}${String(html)}`).join() };
  }
  const commentsFor = async (name: 'alice' | 'bob', ticket: string) =>
    (await (await holdfast.client(name)).get(`/api/v1/tickets/${ticket}/comments`)).body.comments;

  it('is marked for staff: on the comment, in the activity log, and in the mail to the assignee', async () => {
    const { id, ticket, text } = await saidTo(nextDay(), (number) => [
      [],
      { subject: `Re: [${number}] Help` },
    ]);
    expect(await commentsFor('bob', ticket.id)).toMatchObject([{ id, sender_unproven: true }]);
    expect((await commentsFor('alice', ticket.id))[0]).not.toHaveProperty('sender_unproven');
    const trail = await holdfast.deps.tickets.events({
      ticketId: ticket.id,
      includeInternal: true,
      pageSize: 50,
    });
    expect(trail.items.at(-1)).toMatchObject({ details: { comment_id: id, sender_unproven: true } });
    expect(text).toContain('We could not verify that Alice wrote this');
  });

  it.each([
    [
      'our mail server vouches for it',
      (number: string) => [[PASS], { subject: `Re: [${number}] Help` }] as const,
    ],
    [
      'it comes to a reply address',
      (number: string) => [[], { to: replyTo(holdfast.deps, { number }, alice!) }] as const,
    ],
  ])('is not marked if %s', async (_, fields) => {
    const { id, ticket, text } = await saidTo(nextDay(), (number) => {
      const [lines, mail] = fields(number);
      return [[...lines], mail];
    });
    const [comment] = await commentsFor('bob', ticket.id);
    expect(comment.id).toBe(id);
    expect(comment).not.toHaveProperty('sender_unproven');
    expect(text).toContain('Alice has written');
    expect(text).not.toContain('We could not verify');
  });

  it('is marked on a ticket that it opens, and on a follow-up', async () => {
    const deps = nextDay();
    const bobs = await holdfast.client('bob');
    const { id } = await receive(deps, mailOf({ subject: 'Out of the blue' }));
    expect((await bobs.get(`/api/v1/tickets/${id}`)).body).toMatchObject({ sender_unproven: true });
    await changeStatus(deps, bob!, id, 'cancelled');
    const { number } = (await deps.tickets.find(id))!;
    const next = await receive(deps, mailOf({ subject: `Re: [${number}]` }));
    expect(next.outcome).toMatchObject({ kind: 'followed_up' });
    expect((await bobs.get(`/api/v1/tickets/${next.id}`)).body).toMatchObject({ sender_unproven: true });
    const asAlice = await (await holdfast.client('alice')).get(`/api/v1/tickets/${next.id}`);
    expect(asAlice.body).not.toHaveProperty('sender_unproven');
  });

  it('is marked in every language', () => {
    const said = LANGUAGES.map(({ say }) => say('sender.unproven', { author: 'Alice' }));
    expect(new Set(said).size).toBe(6);
    for (const text of said) expect(text).toMatch(/Alice[^]*(?:SPF|DKIM)|SPF[^]*Alice/u);
  });
});

describe('if unproven mails are held', () => {
  const holding = () => nextDay({ inbound: { ...holdfast.deps.inbound, holdsUnproven: true } });
  const HELD = { kind: 'held', reason: 'unproven_sender' };
  const PATH = '/api/v1/admin/received-mails';

  it('they have no effect until an administrator releases them, once', async () => {
    const deps = holding();
    const { ticket } = await aMailedTicket(deps, alice!);
    const { id, outcome } = await receive(
      deps,
      mailOf({ subject: `Re: [${ticket.number}]`, text: 'Close it.' }),
    );
    expect(outcome).toEqual(HELD);
    expect(await deps.tickets.findComment(id)).toBeNull();
    const [admin, maya] = [await holdfast.client('admin'), await holdfast.client('maya')];
    const { body } = await maya.get(`${PATH}?kind=held`);
    expect(body.received_mails).toContainEqual(
      expect.objectContaining({ id, outcome: expect.objectContaining(HELD) }),
    );
    expect((await maya.post(`${PATH}/${id}/replay`)).status).toBe(403);
    const replays = await Promise.all([1, 2, 3].map(() => admin.post(`${PATH}/${id}/replay`)));
    expect(replays.map(({ status }) => status).sort()[0]).toBe(202);
    const released = { mailId: id, type: 'mail.replayed' };
    expect(await holdfast.mongo.collection('events').countDocuments(released)).toBe(1);
    expect(await receiveMail(deps, id)).toMatchObject({ kind: 'commented', ticketId: ticket.id });
    expect(await deps.tickets.findComment(id)).toMatchObject({ body: 'Close it.', isSenderUnproven: true });
    expect((await admin.post(`${PATH}/${id}/replay`)).status).toBe(409);
  });

  it('they create no account and no ticket, and get no answer, before that', async () => {
    const deps = holding();
    const before = holdfast.sink.mails.length;
    const { id, outcome } = await receive(deps, mailOf({ from: 'new@held.example', subject: 'First' }));
    expect(outcome).toEqual(HELD);
    expect([await accountOf('new@held.example'), await deps.tickets.find(id)]).toEqual([null, null]);
    expect(holdfast.sink.mails.length).toBe(before);
    await (await holdfast.client('admin')).post(`${PATH}/${id}/replay`);
    expect(await receiveMail(deps, id)).toMatchObject({ kind: 'opened', ticketId: id });
  });

  it('all of one sender can be released together', async () => {
    const deps = holding();
    const admin = await holdfast.client('admin');
    for (let index = 0; index < 7; index += 1) {
      const { id } = await receive(deps, mailOf({ subject: `Held ${index}` }));
      await admin.post(`${PATH}/${id}/replay`);
      expect(await receiveMail(deps, id)).toMatchObject({ kind: 'opened' });
    }
  });

  it('proven mails are processed, and unproven mails of staff are refused', async () => {
    const deps = holding();
    const { ticket } = await aMailedTicket(deps, alice!);
    const proven = mailOf({ to: replyTo(deps, ticket, alice!) });
    expect((await receive(deps, proven)).outcome).toMatchObject({ kind: 'commented' });
    expect((await receive(deps, below([PASS], mailOf({ subject: 'Mine' })))).outcome).toMatchObject({
      kind: 'opened',
    });
    expect((await receive(deps, mailOf({ from: 'Bob <bob@holdfast.local>' }))).outcome).toEqual({
      kind: 'refused',
      reason: 'unverified_staff',
    });
  });

  it('are held according to INBOUND_UNPROVEN', () => {
    const holds = (value: string) => loadConfig({ INBOUND_UNPROVEN: value }).inboundRules.holdsUnproven;
    expect([holds('hold'), holds('accept'), holds('')]).toEqual([true, false, false]);
    expect(() => holds('maybe')).toThrow(/INBOUND_UNPROVEN/u);
  });
});
