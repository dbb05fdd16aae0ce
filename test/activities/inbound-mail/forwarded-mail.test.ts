import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AppDeps } from '../../../src/app/deps.js';
import { receiveMail } from '../../../src/app/inbound-mail/receive-mail.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { keep, letter } from '../../support/mail/inbound.js';
import {
  aMailedTicket,
  INBOUND,
  personOf,
  receive,
  replyTo,
  type Person,
} from '../../support/mail/inbound-tickets.js';

const PASS = 'Authentication-Results: mx.desk.example; dmarc=pass header.from=holdfast.local';
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

/** A mail that Bob passes on, and of which our mail server says that it is his. */
function passedOn(
  author: string,
  { comment = 'A good customer, look soon.', said = 'The lamp is red.' } = {},
) {
  const block = [
    '---------- Forwarded message ---------',
    `From: ${author}`,
    'Date: Mon, Nov 16, 2026 at 10:00 AM',
    'Subject: Lamp',
    'To: <bob@holdfast.local>',
  ];
  return proven(letter({ ...fields(), text: [comment, '', ...block, '', said].join('\n') }));
}

const fields = () => ({
  from: 'Bob <bob@holdfast.local>',
  subject: 'Fwd: Lamp',
  messageId: `<passed-on-${(count += 1)}@example.org>`,
});
const proven = (mail: string) => `${PASS}\r\n${mail}`;
const ticketOf = async (id: string) => (await holdfast.deps.tickets.find(id))!;
const commentsFor = async (name: 'alice' | 'bob', id: string) =>
  (await (await holdfast.client(name)).get(`/api/v1/tickets/${id}/comments`)).body.comments;

describe('a customer\u2019s mail that staff pass on', () => {
  it('opens the ticket of that customer, with the text of staff as an internal note', async () => {
    const { id, outcome } = await receive(nextDay(), passedOn('Kim Lee <kim@c.example>'));
    expect(outcome).toMatchObject({ kind: 'opened', ticketId: id });
    const kim = (await holdfast.deps.users.findByEmail('kim@c.example'))!;
    const ticket = await ticketOf(id);
    expect(ticket).toMatchObject({
      title: 'Lamp',
      description: 'The lamp is red.',
      requester: { id: kim.id, name: 'Kim Lee' },
    });
    expect(ticket.isReceiptHeld).toBeUndefined();
    expect(await commentsFor('bob', id)).toMatchObject([
      { body: 'A good customer, look soon.', is_internal: true, author: { id: bob!.id } },
    ]);
    const { items } = await holdfast.deps.tickets.events({
      ticketId: id,
      includeInternal: true,
      pageSize: 9,
    });
    expect(items.map(({ type, actor, isInternal }) => [type, actor.id, isInternal])).toEqual([
      ['ticket.created', bob!.id, false],
      ['ticket.commented', bob!.id, true],
    ]);
    expect(items[0]!.details).toMatchObject({ opened_from: 'forwarded_mail' });
    expect((await holdfast.deps.receivedMails.find(id))!.accountId).toBe(kim.id);
  });

  it('shows nothing of the note to the customer', async () => {
    const { id } = await receive(nextDay(), passedOn('Alice <alice@holdfast.local>'));
    expect((await ticketOf(id)).requester.id).toBe(alice!.id);
    expect(await commentsFor('alice', id)).toEqual([]);
    expect(await commentsFor('bob', id)).toHaveLength(1);
  });

  it('has no note if staff add no text', async () => {
    const { id } = await receive(nextDay(), passedOn('kim@c.example', { comment: '', said: 'It is blue.' }));
    expect(await commentsFor('bob', id)).toEqual([]);
    expect((await ticketOf(id)).description).toBe('It is blue.');
  });

  it('can be an attached file', async () => {
    const inner = letter({ from: 'Kim Lee <kim@c.example>', subject: 'Lamp', text: 'It is still red.' });
    const raw = [
      PASS,
      'From: Bob <bob@holdfast.local>',
      'To: help@holdfast.local',
      'Subject: Fwd: Lamp',
      `Message-ID: <file-${(count += 1)}@example.org>`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=xx',
      '',
      '--xx',
      'Content-Type: text/plain',
      '',
      'See below.',
      '--xx',
      'Content-Type: message/rfc822',
      'Content-Disposition: attachment; filename="Lamp.eml"',
      '',
      inner,
      '--xx--',
      '',
    ].join('\r\n');
    const { id } = await receive(nextDay(), raw);
    const ticket = await ticketOf(id);
    expect(ticket).toMatchObject({ description: 'It is still red.', requester: { name: 'Kim Lee' } });
    expect(ticket.attachments).toBeUndefined();
    expect(await commentsFor('bob', id)).toMatchObject([{ body: 'See below.', is_internal: true }]);
  });

  it('is one ticket with one note if the process dies at the end', async () => {
    const { receivedMails } = holdfast.deps;
    const finish = () => Promise.reject(new Error('killed'));
    const dying = nextDay({ receivedMails: Object.assign(Object.create(receivedMails), { finish }) });
    const { mail } = await keep(holdfast, passedOn('Kim Lee <kim@c.example>', { said: 'It is green.' }));
    await expect(receiveMail(dying, mail.id)).rejects.toThrow('killed');
    expect(await receiveMail(holdfast.deps, mail.id)).toMatchObject({ kind: 'opened', ticketId: mail.id });
    expect(await commentsFor('bob', mail.id)).toHaveLength(1);
    const kim = (await holdfast.deps.users.findByEmail('kim@c.example'))!;
    expect((await receivedMails.find(mail.id))!.accountId).toBe(kim.id);
  });

  it('to a reply address of another ticket is a comment of staff there', async () => {
    const deps = nextDay();
    const { ticket } = await aMailedTicket(deps, alice!);
    const raw = passedOn('Kim <kim@c.example>').replace(/^To: .*$/mu, `To: ${replyTo(deps, ticket, bob!)}`);
    expect((await receive(deps, raw)).outcome).toMatchObject({ kind: 'commented', ticketId: ticket.id });
  });

  it.each([
    ['a colleague', 'Maya <maya@holdfast.local>'],
    ['an address of ours', 'Help <reply+x@desk.example>'],
    ['an address that nobody reads', 'Shop <noreply@shop.example>'],
    ['nobody by an address', 'Kim Lee'],
  ])('is a ticket of the staff member if it is from %s', async (_, author) => {
    const { id } = await receive(nextDay(), passedOn(author));
    const { requester, description } = await ticketOf(id);
    expect([requester.id, description.includes('Forwarded message')]).toEqual([bob!.id, true]);
  });

  it('is a ticket of the staff member if it contains a part of one of our mails', async () => {
    const deps = nextDay();
    const said = `Look: ${deps.publicUrl}/a/token`;
    const { id } = await receive(deps, passedOn('Kim Lee <kim@c.example>', { said }));
    expect((await ticketOf(id)).requester.id).toBe(bob!.id);
  });

  it('creates no account if strangers are not accepted', async () => {
    const deps = nextDay({ inbound: { ...holdfast.deps.inbound, acceptsStrangers: false } });
    const { id } = await receive(deps, passedOn('New <new@c.example>'));
    expect((await ticketOf(id)).requester.id).toBe(bob!.id);
    expect(await holdfast.deps.users.findByEmail('new@c.example')).toBeNull();
  });

  describe('and that was received before', () => {
    const ORIGINAL = 'The lamp is red, and it blinks since Monday. Please send somebody.';
    const REFERENCES = (id: string) => [`In-Reply-To: ${id}`, `References: ${id}`];
    const fromKim = (messageId: string, text = ORIGINAL) =>
      letter({ from: 'Kim Lee <kim@c.example>', subject: 'Lamp', text, messageId });
    /** As Gmail does: the lines are broken anew. */
    const forward = (id: string, options: Parameters<typeof passedOn>[1] = {}) =>
      passedOn('Kim Lee <kim@c.example>', {
        said: ORIGINAL.replace('since ', 'since\n'),
        ...options,
      }).replace('Subject: Fwd', [...REFERENCES(id), 'Subject: Fwd'].join('\r\n'));

    it('from the customer gets the text of staff as an internal note', async () => {
      const deps = nextDay();
      const { id } = await receive(deps, fromKim('<kim-1@c.example>'));
      const { outcome } = await receive(deps, forward('<kim-1@c.example>'));
      expect(outcome).toMatchObject({ kind: 'commented', ticketId: id, commands: ['internal'] });
      expect(await commentsFor('bob', id)).toMatchObject([
        { body: 'A good customer, look soon.', is_internal: true, author: { id: bob!.id } },
      ]);
    });

    it('is ignored if staff add no text of their own', async () => {
      const deps = nextDay();
      const { id } = await receive(deps, fromKim('<kim-2@c.example>'));
      const { outcome } = await receive(deps, forward('<kim-2@c.example>', { comment: '' }));
      expect(outcome).toEqual({ kind: 'ignored', reason: 'duplicate' });
      expect(await commentsFor('bob', id)).toEqual([]);
    });

    it('from another staff member, also at the same time, is one ticket', async () => {
      const deps = nextDay();
      const both = ['First.', 'Second.'].map((comment) => forward('<kim-3@c.example>', { comment }));
      const outcomes = (await Promise.all(both.map((raw) => receive(deps, raw)))).map((each) => each.outcome);
      expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['commented', 'opened']);
      const opened = outcomes.find(({ kind }) => kind === 'opened')!;
      const { ticketId } = opened as Extract<typeof opened, { kind: 'opened' }>;
      const notes = (await commentsFor('bob', ticketId)) as readonly { body: string; is_internal: boolean }[];
      expect(notes.map(({ body }) => body).sort()).toEqual(['First.', 'Second.']);
      expect(notes.every((note) => note.is_internal)).toBe(true);
      const late = await receive(deps, fromKim('<kim-3@c.example>'));
      expect(late.outcome).toEqual({ kind: 'ignored', reason: 'duplicate' });
      const more = letter({
        from: 'Kim Lee <kim@c.example>',
        subject: 'Re: Lamp',
        text: 'It is off now.',
        messageId: '<kim-3b@c.example>',
        headers: REFERENCES('<kim-3@c.example>'),
      });
      expect((await receive(deps, more)).outcome).toMatchObject({ kind: 'commented', ticketId });
    });

    it('is known by its words, if no Message-ID names it', async () => {
      const deps = nextDay();
      const { id } = await receive(deps, fromKim('<kim-6@c.example>'));
      const unnamed = (options = {}) =>
        passedOn('Kim Lee <kim@c.example>', { said: ORIGINAL.replace('since ', 'since\n'), ...options });
      expect((await receive(deps, unnamed())).outcome).toMatchObject({ kind: 'commented', ticketId: id });
      expect((await receive(deps, unnamed({ comment: '' }))).outcome).toEqual({
        kind: 'ignored',
        reason: 'duplicate',
      });
      // More words, or the same ones days later, are another mail.
      const other = await receive(deps, unnamed({ said: `${ORIGINAL} And it smells.` }));
      expect(other.outcome).toMatchObject({ kind: 'opened', ticketId: other.id });
      hours += 4 * 24;
      const late = await receive(nextDay(), unnamed());
      expect(late.outcome).toMatchObject({ kind: 'opened', ticketId: late.id });
      expect(await commentsFor('bob', id)).toHaveLength(1);
    });

    it('with other words becomes an internal note as a whole', async () => {
      const deps = nextDay();
      const { id } = await receive(deps, fromKim('<kim-4@c.example>'));
      const { outcome } = await receive(
        deps,
        forward('<kim-4@c.example>', { said: 'Translated: red lamp.' }),
      );
      expect(outcome).toMatchObject({ kind: 'commented', ticketId: id, commands: ['internal'] });
      expect(await commentsFor('bob', id)).toMatchObject([{ is_internal: true }]);
    });

    it('for a ticket that is over opens a new one of the customer', async () => {
      const deps = nextDay();
      const { id } = await receive(deps, fromKim('<kim-5@c.example>'));
      const client = await holdfast.client('bob');
      await client.post(`/api/v1/tickets/${id}/cancel`, {});
      const { outcome } = await receive(deps, forward('<kim-5@c.example>'));
      expect(outcome).toMatchObject({ kind: 'opened' });
      const kim = (await holdfast.deps.users.findByEmail('kim@c.example'))!;
      const { ticketId } = outcome as Extract<typeof outcome, { kind: 'opened' }>;
      expect((await ticketOf(ticketId)).requester.id).toBe(kim.id);
    });
  });

  it('is not accepted from requesters, or from staff without proof', async () => {
    const deps = nextDay();
    const requesters = passedOn('Kim <kim@c.example>').replace(
      'bob@holdfast.local>\r\nTo',
      'alice@holdfast.local>\r\nTo',
    );
    const { id } = await receive(deps, requesters);
    expect((await ticketOf(id)).requester.id).toBe(alice!.id);
    const unproven = await receive(deps, passedOn('Kim <kim@c.example>').replace(`${PASS}\r\n`, ''));
    expect(unproven.outcome).toEqual({ kind: 'refused', reason: 'unverified_staff' });
  });
});
