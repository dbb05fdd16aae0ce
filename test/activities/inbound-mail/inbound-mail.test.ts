import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addComment } from '../../../src/app/tickets/comments/add-comment.js';
import { changeStatus } from '../../../src/app/tickets/status/change-status.js';
import type { AppDeps } from '../../../src/app/deps.js';
import { receiveMail } from '../../../src/app/inbound-mail/receive-mail.js';
import { mergeTicket } from '../../../src/app/tickets/links/merge-ticket.js';
import { sendDelivery } from '../../../src/app/mail/send-delivery.js';
import { messageId, ticketThreadId } from '../../../src/domain/mail/delivery.js';
import { fallBackTriage } from '../../../src/app/triage/fall-back-triage.js';
import { DomainError } from '../../../src/domain/errors.js';
import { INITIAL_RUN } from '../../../src/domain/tickets/triage.js';
import type { MailOutcome } from '../../../src/domain/inbound-mail/received-mail.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { letter } from '../../support/mail/inbound.js';
import { listeningLogger } from '../../support/servers/listening-logger.js';
import { corpusMail } from '../../support/mail/mail-corpus.js';
import {
  aMailedTicket,
  corpusTicket,
  INBOUND,
  personOf,
  receive,
  replyTo,
  type Person,
} from '../../support/mail/inbound-tickets.js';

const HOUR_MS = 3_600_000;

let holdfast: Holdfast;
let [alice, bob, carol]: Person[] = [];
let hours = 0;

beforeAll(async () => {
  holdfast = await startHoldfast({ worker: false, environment: INBOUND });
  [alice, bob, carol] = await Promise.all(
    ['alice', 'bob', 'carol'].map((name) => personOf(holdfast.deps, name)),
  );
});
afterAll(() => holdfast.close());

/** A day after the one before, so that no test counts what another has sent. */
function nextDay(changes: Partial<AppDeps> = {}): AppDeps {
  hours += 25;
  const now = Date.now() + hours * HOUR_MS;
  return { ...holdfast.deps, clock: { now: () => new Date(now) }, ...changes };
}

let count = 0;
const mailOf = (fields: Parameters<typeof letter>[0]) =>
  letter({ messageId: `<${(count += 1)}@example.org>`, ...fields });
const said = (id: string) => holdfast.deps.tickets.findComment(id);
const ticketOf = async (id: string) => (await holdfast.deps.tickets.find(id))!;
const trailOf = async (ticketId: string) =>
  (await holdfast.deps.tickets.events({ ticketId, includeInternal: true, pageSize: 50 })).items;
const answersTo = (address: string) =>
  holdfast.sink.mails.filter(({ to }) => !Array.isArray(to) && to?.text.includes(address) === true);
const BOB = 'Bob <bob@holdfast.local>';

describe('an answer', () => {
  it('finds its ticket by any reference to it', async () => {
    for (const trace of ['address', 'envelope', 'in-reply-to', 'references', 'subject'] as const) {
      const deps = nextDay();
      const { ticket, deliveryId } = await aMailedTicket(deps, alice!);
      const address = replyTo(deps, ticket, alice!);
      const fields = {
        address: { to: address.toUpperCase() },
        envelope: {},
        'in-reply-to': { headers: [`In-Reply-To: <${deliveryId}@holdfast>`] },
        references: { headers: [`References: <a@b> ${ticketThreadId(ticket)} <c@d>`] },
        subject: { subject: `Fwd: about ${ticket.number}` },
      }[trace];
      const { id, outcome } = await receive(deps, mailOf(fields), trace === 'envelope' ? [address] : []);
      expect([trace, outcome]).toEqual([
        trace,
        { kind: 'commented', ticketId: ticket.id, number: ticket.number, commands: [] },
      ]);
      expect(await said(id)).toMatchObject({
        ticketId: ticket.id,
        author: { id: alice!.id },
        isInternal: false,
      });
      expect((await trailOf(ticket.id)).at(-1)).toMatchObject({ details: { comment_id: id, via: 'mail' } });
    }
  });

  it('follows the address if references lead to different tickets', async () => {
    const deps = nextDay();
    const [{ ticket }, { ticket: other }] = [
      await aMailedTicket(deps, alice!),
      await aMailedTicket(deps, alice!),
    ];
    const raw = mailOf({
      to: replyTo(deps, ticket, alice!),
      headers: [`In-Reply-To: ${ticketThreadId(other)}`],
    });
    expect((await receive(deps, raw)).outcome).toMatchObject({ ticketId: ticket.id });
  });

  it('from a person without access to the ticket opens a new ticket, which does not mention the other', async () => {
    const deps = nextDay();
    const { ticket } = await aMailedTicket(deps, alice!);
    const raw = mailOf({
      from: 'Eve <eve@elsewhere.example>',
      subject: `Re: [${ticket.number}]`,
      headers: [`In-Reply-To: ${ticketThreadId(ticket)}`],
    });
    const { id, outcome } = await receive(deps, raw);
    expect(outcome).toMatchObject({ kind: 'opened', ticketId: id });
    expect((await ticketOf(id)).requester.name).toBe('Eve');
    expect(await holdfast.deps.users.findByEmail('eve@elsewhere.example')).toMatchObject({
      role: 'user',
      passwordHash: null,
      emailVerifiedAt: null,
    });
  });

  it('to a merged ticket becomes a comment on the target ticket', async () => {
    const deps = nextDay();
    const [{ ticket }, { ticket: into }] = [
      await aMailedTicket(deps, alice!),
      await aMailedTicket(deps, alice!),
    ];
    await mergeTicket(deps, bob!, ticket.id, into.id);
    const raw = mailOf({ to: replyTo(deps, ticket, alice!) });
    expect((await receive(deps, raw)).outcome).toMatchObject({ kind: 'commented', ticketId: into.id });
  });

  it('to a ticket merged into another person’s ticket opens a follow-up', async () => {
    const deps = nextDay();
    const [{ ticket }, { ticket: into }] = [
      await aMailedTicket(deps, alice!),
      await aMailedTicket(deps, carol!),
    ];
    await mergeTicket(deps, bob!, ticket.id, into.id);
    const { id, outcome } = await receive(deps, mailOf({ to: replyTo(deps, ticket, alice!) }));
    expect(outcome).toMatchObject({ kind: 'followed_up', ticketId: id });
    expect(await ticketOf(id)).toMatchObject({
      requester: { id: alice!.id },
      source: 'mail',
      links: [{ ticket: { id: ticket.id } }],
    });
  });

  it('to a ticket that is over opens one follow-up', async () => {
    const deps = nextDay();
    const { ticket } = await aMailedTicket(deps, alice!);
    await changeStatus(deps, bob!, ticket.id, 'cancelled');
    const { id, outcome } = await receive(
      deps,
      mailOf({ to: replyTo(deps, ticket, alice!), text: 'It is back.' }),
    );
    expect(outcome).toMatchObject({ kind: 'followed_up', ticketId: id });
    expect(await receiveMail(deps, id)).toEqual(outcome);
    expect((await ticketOf(ticket.id)).links).toHaveLength(1);
  });

  it('to a waiting ticket sets it to in progress', async () => {
    const deps = nextDay();
    const { ticket: waiting } = await aMailedTicket(deps, alice!);
    await changeStatus(deps, bob!, waiting.id, 'waiting_on_user');
    await receive(deps, mailOf({ to: replyTo(deps, waiting, alice!) }));
    expect((await ticketOf(waiting.id)).status).toBe('in_progress');
  });

  it('from another address of the requester counts as theirs, and the activity log says so', async () => {
    const deps = nextDay();
    const { ticket } = await aMailedTicket(deps, alice!);
    const raw = mailOf({ from: 'al@home.example', to: replyTo(deps, ticket, alice!) });
    const { id } = await receive(deps, raw);
    expect((await said(id))?.author).toEqual({ id: alice!.id, name: alice!.name });
    expect((await trailOf(ticket.id)).at(-1)?.details).toMatchObject({ from_other_address: true });
    expect(await holdfast.deps.users.findByEmail('al@home.example')).toBeNull();
  });

  it('is cut if it is too long', async () => {
    const deps = nextDay();
    const { ticket } = await aMailedTicket(deps, alice!);
    const { id } = await receive(
      deps,
      mailOf({ to: replyTo(deps, ticket, alice!), text: '😀 long '.repeat(5_000) }),
    );
    expect(Array.from((await said(id))!.body)).toHaveLength(20_000);
    expect((await said(id))!.body).toMatch(/\[Cut here\./u);
  });

  it.each(['before', 'after'] as const)(
    'is said once where the process dies %s it is noted',
    async (when) => {
      const { ticket } = await aMailedTicket(nextDay(), alice!);
      const { receivedMails, tickets } = holdfast.deps;
      const killed = () => Promise.reject(new DomainError('unavailable', 'killed'));
      const dying =
        when === 'after'
          ? nextDay({ receivedMails: Object.assign(Object.create(receivedMails), { finish: killed }) })
          : nextDay({ tickets: Object.assign(Object.create(tickets), { commit: killed }) });
      const raw = mailOf({ to: replyTo(dying, ticket, alice!), subject: `dying ${when}` });
      await expect(receive(dying, raw)).rejects.toMatchObject({ code: 'unavailable' });
      const { id, outcome } = await receive(nextDay(), raw);
      expect(outcome).toMatchObject({ kind: 'commented', ticketId: ticket.id });
      const comments = await tickets.comments({
        ticketIds: [ticket.id],
        includeInternal: true,
        pageSize: 10,
      });
      expect(comments.items.map((comment) => comment.id)).toEqual([id]);
    },
  );

  it('becomes one comment if two workers read it at the same time, and if others change the ticket', async () => {
    const deps = nextDay();
    const { ticket } = await aMailedTicket(deps, alice!);
    const raw = mailOf({ to: replyTo(deps, ticket, alice!), subject: 'at once' });
    const others = [1, 2, 3].map((n) =>
      addComment(deps, bob!, ticket.id, { body: `${n}`, isInternal: true }, randomUUID()),
    );
    const [one, two] = await Promise.all([receive(deps, raw), receive(deps, raw), ...others]);
    expect(one).toEqual(two);
    const comments = await deps.tickets.comments({
      ticketIds: [ticket.id],
      includeInternal: true,
      pageSize: 10,
    });
    expect(comments.items).toHaveLength(4);
  });
});

describe('the author of a mail', () => {
  it('is refused if the person has left', async () => {
    const deps = nextDay();
    const { outcome } = await receive(deps, mailOf({ from: 'gone@elsewhere.example', subject: 'One' }));
    expect(outcome).toMatchObject({ kind: 'opened' });
    await holdfast.mongo
      .collection('users')
      .updateOne({ email: 'gone@elsewhere.example' }, { $set: { isActive: false } });
    const { outcome: later } = await receive(
      deps,
      mailOf({ from: 'gone@elsewhere.example', subject: 'Two' }),
    );
    expect(later).toEqual({ kind: 'refused', reason: 'not_allowed' });
  });

  it('gets one rejection a day if strangers cannot open tickets', async () => {
    const registration = { isOpen: false, domains: [], provesAddresses: false };
    const refusing = () =>
      nextDay({ inbound: { ...holdfast.deps.inbound, acceptsStrangers: false }, registration });
    const from = 'Sam <sam@elsewhere.example>';
    const deps = refusing();
    for (const subject of ['One', 'Two']) {
      const text = 'Buy this, please!';
      const { outcome } = await receive(
        deps,
        mailOf({ from, subject, text, headers: ['Content-Language: de'] }),
      );
      expect(outcome).toEqual({ kind: 'refused', reason: 'unknown_sender' });
    }
    expect(answersTo('sam@elsewhere.example')).toMatchObject([
      { subject: 'Ihre E-Mail wurde nicht angenommen' },
    ]);
    const [answer] = answersTo('sam@elsewhere.example');
    expect(answer!.headers.get('auto-submitted')).toBe('auto-replied');
    expect(`${answer!.text}${String(answer!.html)}`).not.toContain('Buy this');
    await receive(refusing(), mailOf({ from, subject: 'Three' }));
    expect(answersTo('sam@elsewhere.example')).toHaveLength(2);
  });

  it('is refused unless the domain may register', async () => {
    const deps = nextDay({
      registration: { isOpen: true, domains: ['welcome.example'], provesAddresses: false },
    });
    const at = async (domain: string) =>
      (await receive(deps, mailOf({ from: `x@${domain}`, subject: domain }))).outcome;
    expect(await at('welcome.example')).toMatchObject({ kind: 'opened' });
    expect(await at('elsewhere.example')).toMatchObject({ kind: 'refused', reason: 'unknown_sender' });
  });

  it('gets one account for many first mails at once', async () => {
    const deps = nextDay();
    const from = 'Twin <twin@elsewhere.example>';
    const [one, two] = await Promise.all(
      ['One', 'Two'].map((subject) => receive(deps, mailOf({ from, subject }))),
    );
    const [first, second] = [await ticketOf(one!.id), await ticketOf(two!.id)];
    expect(first.requester).toEqual(second.requester);
  });

  it('can open any number of tickets; five an hour are confirmed, and staff see the others', async () => {
    const deps = nextDay();
    const from = 'Robot <robot@elsewhere.example>';
    const outcomes: MailOutcome[] = [];
    for (let index = 0; index < 8; index += 1) {
      outcomes.push((await receive(deps, mailOf({ from, subject: `Alarm ${index}` }))).outcome);
    }
    expect(outcomes.map(({ kind }) => kind)).toEqual(Array(8).fill('opened'));
    const isHeld = (outcome: MailOutcome) => 'reason' in outcome && outcome.reason === 'receipt_held';
    expect(outcomes.map(isHeld)).toEqual([...Array<boolean>(5).fill(false), true, true, true]);
    const [asBob, admin] = await Promise.all([holdfast.client('bob'), holdfast.client('admin')]);
    for (const outcome of outcomes) {
      const ticketId = 'ticketId' in outcome ? outcome.ticketId : '';
      const { body } = await asBob.get(`/api/v1/tickets/${ticketId}`);
      expect(body['receipt_held']).toBe(isHeld(outcome) ? true : undefined);
      await fallBackTriage(deps, ticketId, INITIAL_RUN);
      const receipts = { ticketId, kind: 'received' };
      expect(await holdfast.mongo.collection('deliveries').countDocuments(receipts)).toBe(
        isHeld(outcome) ? 0 : 1,
      );
    }
    const { body } = await admin.get('/api/v1/admin/received-mails?kind=opened');
    expect(body.received_mails[0].outcome).toMatchObject({ reason: 'receipt_held' });
    const next = await receive(nextDay(), mailOf({ from, subject: 'Next day' }));
    expect(isHeld(next.outcome)).toBe(false);
  });

  it('must have written something', async () => {
    const deps = nextDay();
    const { outcome } = await receive(deps, mailOf({ subject: '', text: ' ' }));
    expect(outcome).toEqual({ kind: 'ignored', reason: 'empty' });
    const { outcome: noMail } = await receive(deps, 'no mail at all');
    expect(noMail).toEqual({ kind: 'refused', reason: 'unreadable' });
  });

  it('is refused after too many servers', async () => {
    const headers = Array.from({ length: 51 }, (_, hop) => `Received: from ${hop}.example`);
    expect((await receive(nextDay(), mailOf({ headers }))).outcome).toEqual({
      kind: 'ignored',
      reason: 'loop',
    });
  });
});

describe('staff', () => {
  it('act by mail only if the mail is authenticated; otherwise they get one rejection a day', async () => {
    const deps = nextDay();
    const { ticket, deliveryId } = await aMailedTicket(deps, alice!);
    const before = answersTo('bob@holdfast.local').length;
    const attempts = [
      { headers: [`In-Reply-To: <${deliveryId}@holdfast>`] },
      { to: replyTo(deps, ticket, alice!) },
      { to: replyTo(deps, ticket, carol!) },
      { subject: 'A new ticket' },
    ];
    for (const fields of attempts) {
      const { outcome } = await receive(deps, mailOf({ from: BOB, text: '#resolve', ...fields }));
      expect(outcome).toEqual({ kind: 'refused', reason: 'unverified_staff' });
    }
    expect(answersTo('bob@holdfast.local')).toHaveLength(before + 1);
    expect((await ticketOf(ticket.id)).status).toBe('open');
  });

  it('are not recognized by their reply address alone', async () => {
    const deps = nextDay();
    const { ticket } = await aMailedTicket(deps, alice!);
    const raw = mailOf({ from: 'eve2@elsewhere.example', to: replyTo(deps, ticket, bob!), text: '#resolve' });
    const { id, outcome } = await receive(deps, raw);
    expect(outcome).toMatchObject({ kind: 'opened', ticketId: id });
    expect((await ticketOf(ticket.id)).status).toBe('open');
  });

  it('resolve, assign and add notes by commands, in one change that is not repeated', async () => {
    const deps = nextDay();
    const { ticket } = await aMailedTicket(deps, alice!);
    const raw = mailOf({
      from: BOB,
      to: replyTo(deps, ticket, bob!),
      text: '#assign Carol\n#resolve\n\nA new cable.',
    });
    const { id, outcome } = await receive(deps, raw);
    expect(outcome).toMatchObject({ kind: 'commented', commands: ['assign', 'resolve'] });
    const after = await ticketOf(ticket.id);
    expect(after).toMatchObject({
      status: 'resolved',
      resolutionCode: 'solved',
      assignment: { assignee: { id: carol!.id } },
    });
    expect(after.version).toBe(2);
    expect(await said(id)).toMatchObject({ body: 'A new cable.', isInternal: false });
    expect((await trailOf(ticket.id)).slice(1).every(({ details }) => details['via'] === 'mail')).toBe(true);
    await holdfast.mongo
      .collection<any>('received_mails')
      .updateOne({ _id: id }, { $set: { state: 'kept', outcome: null } });
    await receiveMail(deps, id);
    expect((await ticketOf(ticket.id)).version).toBe(2);
    const mails = await holdfast.mongo
      .collection('deliveries')
      .find({ ticketId: ticket.id, kind: { $in: ['reply', 'resolved'] } })
      .toArray();
    expect(mails.map(({ kind, details }) => [kind, details['comment_id']])).toEqual([['resolved', id]]);
  });

  it('get a mail about failed commands; their comment is still added', async () => {
    const deps = nextDay();
    const { ticket } = await aMailedTicket(deps, alice!);
    const text = '#assign nobody-at-all\n#internal\nLet us see.';
    const { id, outcome } = await receive(deps, mailOf({ from: BOB, to: replyTo(deps, ticket, bob!), text }));
    expect(outcome).toMatchObject({ kind: 'commented', commands: ['internal'] });
    expect(await said(id)).toMatchObject({ body: 'Let us see.', isInternal: true });
    const told = answersTo('bob@holdfast.local').at(-1)!;
    expect(told.subject).toBe(`[${ticket.number}] We could not do everything you asked for`);
    expect(told.text).toContain('#assign: No active moderator has this name: nobody-at-all.');
  });

  it('open no follow-up with an internal note on a ticket that is over', async () => {
    const deps = nextDay();
    const { ticket } = await aMailedTicket(deps, alice!);
    await changeStatus(deps, bob!, ticket.id, 'cancelled');
    const to = replyTo(deps, ticket, bob!);
    const { outcome } = await receive(
      deps,
      mailOf({ from: BOB, to, text: '#internal\nShe always says that.' }),
    );
    expect(outcome).toEqual({ kind: 'refused', reason: 'not_allowed' });
    expect(answersTo('bob@holdfast.local').at(-1)!.text).toContain('Nothing was done.');
    const { id } = await receive(deps, mailOf({ from: BOB, to, text: '#resolve\nIt is back.' }));
    expect(await ticketOf(id)).toMatchObject({
      description: 'It is back.',
      requester: { id: alice!.id },
      status: 'open',
    });
  });

  it("cannot run commands in a requester's text", async () => {
    const deps = nextDay();
    const { ticket } = await aMailedTicket(deps, alice!);
    const { id } = await receive(
      deps,
      mailOf({ to: replyTo(deps, ticket, alice!), text: '#internal\nSecret?' }),
    );
    expect(await said(id)).toMatchObject({ body: '#internal\nSecret?', isInternal: false });
  });
});

describe('a delivery report', () => {
  it('marks the address of an undelivered mail and notifies the managers; other mails do not', async () => {
    const { logger, lines } = listeningLogger();
    const deps = nextDay({ logger });
    const problem = async () => (await holdfast.deps.users.find(alice!.id))!.mailProblem;
    const told = () => holdfast.mongo.collection('deliveries').countDocuments({ kind: 'address_refused' });
    const ticket = await corpusTicket(deps, alice!, bob!);
    const other = await corpusTicket(deps, alice!, bob!);
    const deliveryId = ticket.DELIVERY_ID;
    const isMade = { ...ticket, MESSAGE_ID: `<${deliveryId}@holdfast>` };
    const isGuessed = { ...ticket, MESSAGE_ID: messageId(deliveryId, new Uint8Array(10)) };
    const isAnothers = { ...ticket, MESSAGE_ID: other.MESSAGE_ID.replace(other.DELIVERY_ID, deliveryId) };
    for (const name of ['dsn-postfix', 'bounce-qmail']) {
      for (const forged of [isMade, isGuessed, isAnothers]) {
        const { id, outcome } = await receive(deps, (await corpusMail(name, forged)).raw);
        expect([name, outcome, await problem(), await told()]).toEqual([
          name,
          { kind: 'bounce', accountIds: [] },
          null,
          0,
        ]);
        const message = expect.stringContaining('may be forged') as unknown;
        expect(lines.at(-1)).toMatchObject({ mailId: id, message });
      }
    }
    for (const name of ['dsn-forged', 'dsn-mailbox-full', 'dsn-policy', 'dsn-delayed']) {
      await receive(deps, (await corpusMail(name, ticket)).raw);
      expect([name, await problem(), await told()]).toEqual([name, null, 0]);
    }
    const { outcome } = await receive(deps, (await corpusMail('dsn-postfix', ticket)).raw);
    expect(outcome).toEqual({ kind: 'bounce', accountIds: [alice!.id] });
    const returned = { answer: 'A mail server returned the mail (5.1.1).' };
    expect(await problem()).toMatchObject(returned);
    expect(await holdfast.deps.deliveries.find(deliveryId)).toMatchObject({ returned });
    await receive(deps, (await corpusMail('bounce-qmail', ticket)).raw);
    expect(await told()).toBe(1);
    await holdfast.mongo.collection('users').updateMany({}, { $set: { mailProblem: null } });
  });
});

describe('mails about tickets', () => {
  it('name an address that is read, and ask for answers', async () => {
    const deps = nextDay();
    const { ticket, deliveryId } = await aMailedTicket(deps, alice!);
    await sendDelivery(deps, deliveryId);
    const mail = holdfast.sink.mails.at(-1)!;
    expect(mail.replyTo?.text).toBe(replyTo(deps, ticket, alice!));
    expect(mail.text).toContain('Answer this mail to add to the ticket.');
    expect(String(mail.html)).toContain('Answer this mail to add to the ticket.');
  });

  it('do not ask for answers without such an address', async () => {
    const deps = nextDay({ inbound: { ...holdfast.deps.inbound, replyAddress: null } });
    const { deliveryId } = await aMailedTicket(deps, alice!);
    await sendDelivery(deps, deliveryId);
    const mail = holdfast.sink.mails.at(-1)!;
    expect(mail.replyTo).toBeUndefined();
    expect(`${mail.text}${String(mail.html)}`).not.toContain('Answer this mail');
  });
});
