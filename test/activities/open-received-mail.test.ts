import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AppDeps } from '../../src/app/deps.js';
import { receiveMail } from '../../src/app/inbound-mail/receive-mail.js';
import { DomainError } from '../../src/domain/errors.js';
import type { MailOutcome } from '../../src/domain/inbound-mail/received-mail.js';
import { startHoldfast, type Holdfast } from '../support/holdfast.js';
import { keep, letter } from '../support/mail/inbound.js';
import { aMailedTicket, INBOUND, personOf, receive, replyTo } from '../support/mail/inbound-tickets.js';

const PATH = '/api/v1/admin/received-mails';

let holdfast: Holdfast;
let maya: Awaited<ReturnType<Holdfast['client']>>;
let count = 0;

beforeAll(async () => {
  holdfast = await startHoldfast({ worker: false, environment: INBOUND });
  maya = await holdfast.client('maya');
});
afterAll(() => holdfast.close());

const mailOf = (fields: Parameters<typeof letter>[0]) =>
  letter({ messageId: `<asked-${(count += 1)}@example.org>`, ...fields });
const ask = (id: string) => maya.post(`${PATH}/${id}/ticket`);
const requesterOf = async (id: string) => {
  const { requester } = (await holdfast.deps.tickets.find(id))!;
  return (await holdfast.deps.users.find(requester.id))!.email;
};

/** Asks for a ticket of a mail that came to nothing, and reads the mail as the workflow does. */
async function openOf(raw: string, deps: AppDeps = holdfast.deps) {
  const { id, outcome: before } = await receive(deps, raw);
  const { status } = await ask(id);
  return { id, before, status, outcome: await receiveMail(deps, id) };
}

describe('a ticket that staff create from a received mail', () => {
  it.each<[reason: string, fields: Parameters<typeof letter>[0], sender: string]>([
    [
      'automatic',
      { headers: ['Auto-Submitted: auto-replied'], from: 'a@machine.example' },
      'a@machine.example',
    ],
    ['own_mail', { from: 'Help <reply@desk.example>' }, 'maya@holdfast.local'],
    ['empty', { subject: '', text: '', from: 'b@person.example' }, 'b@person.example'],
    ['no_sender', { from: 'Nobody at all' }, 'maya@holdfast.local'],
    ['invalid_sender', { from: 'root@localhost' }, 'maya@holdfast.local'],
    ['unverified_staff', { from: 'bob@holdfast.local' }, 'bob@holdfast.local'],
    [
      'loop',
      { headers: Array.from({ length: 60 }, (_, hop) => `Received: from h${hop} by h${hop + 1}`) },
      'alice@holdfast.local',
    ],
  ])('belongs to the sender, although the mail was %s', async (reason, fields, sender) => {
    const { id, before, status, outcome } = await openOf(mailOf(fields));
    expect([before, status]).toEqual([expect.objectContaining({ reason }), 202]);
    expect(outcome).toMatchObject({ kind: 'opened', ticketId: id });
    expect(await requesterOf(id)).toBe(sender);
  });

  it('is created once for repeated requests and several readers', async () => {
    const { id } = await receive(holdfast.deps, mailOf({ headers: ['Precedence: junk'] }));
    const asked = await Promise.all([ask(id), ask(id), ask(id)]);
    expect(asked.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(
      await holdfast.mongo.collection('events').countDocuments({ mailId: id, type: 'mail.replayed' }),
    ).toBe(1);
    await Promise.all([receiveMail(holdfast.deps, id), receiveMail(holdfast.deps, id)]);
    const { status, body } = await ask(id);
    expect([status, body.outcome]).toEqual([202, expect.objectContaining({ kind: 'opened' })]);
    expect(body.outcome.ticket.id).toBe(id);
    expect(
      await holdfast.mongo.collection('events').countDocuments({ ticketId: id, type: 'ticket.created' }),
    ).toBe(1);
  });

  it('is created once if the process dies before it records the outcome', async () => {
    const { receivedMails } = holdfast.deps;
    const { id } = await receive(holdfast.deps, mailOf({ headers: ['Precedence: junk'] }));
    await ask(id);
    const finish = () => Promise.reject(new Error('killed'));
    const dying = {
      ...holdfast.deps,
      receivedMails: Object.assign(Object.create(receivedMails), { finish }),
    };
    await expect(receiveMail(dying as AppDeps, id)).rejects.toThrow('killed');
    const [{ number }, outcome] = [
      (await holdfast.deps.tickets.find(id))!,
      await receiveMail(holdfast.deps, id),
    ];
    expect(outcome).toMatchObject({ kind: 'opened', ticketId: id, number });
  });

  it('names the caller in its activity log, and sends no confirmation to a program', async () => {
    const { id } = await openOf(mailOf({ headers: ['Auto-Submitted: auto-replied'] }));
    const { items } = await holdfast.deps.tickets.events({
      ticketId: id,
      includeInternal: true,
      pageSize: 9,
    });
    const { id: mayas } = await personOf(holdfast.deps, 'maya');
    expect(items[0]).toMatchObject({
      type: 'ticket.created',
      actor: { id: mayas },
      details: { opened_from: 'received_mail' },
    });
    expect(await holdfast.deps.tickets.find(id)).toMatchObject({
      isReceiptHeld: true,
      isSenderUnproven: true,
      source: 'mail',
    });
  });

  it('has an unreadable message as a file, with the subject and sender of its headers', async () => {
    const broken = new DomainError('parse_crashed', 'The parser ended.');
    const { mailParser } = holdfast.deps;
    const parse: AppDeps['mailParser']['parse'] = (raw, options) =>
      raw.length > 1000 ? Promise.reject(broken) : mailParser.parse(raw, options);
    const deps = {
      ...holdfast.deps,
      mailParser: Object.assign(Object.create(mailParser), { parse }),
    } as AppDeps;
    const raw = mailOf({ from: 'bomb@person.example', subject: 'A large one', text: 'x\n'.repeat(1000) });
    const { mail } = await keep(holdfast, raw);
    await holdfast.deps.receivedMails.fail(mail.id, 'parse_crashed');
    expect((await ask(mail.id)).status).toBe(202);
    await expect(receiveMail(deps, mail.id)).rejects.toThrow(broken);
    expect(await receiveMail(deps, mail.id, { effort: 'thorough' })).toMatchObject({ kind: 'opened' });
    expect(await requesterOf(mail.id)).toBe('bomb@person.example');
    expect(await holdfast.deps.tickets.find(mail.id)).toMatchObject({
      title: 'A large one',
      attachments: [{ name: 'message.eml', sizeBytes: Buffer.byteLength(raw) }],
    });
  });

  it('is refused for a mail that is deleted, in process, already a comment, or unknown, and to moderators', async () => {
    const { deps } = holdfast;
    const gone = await receive(deps, mailOf({ headers: ['Precedence: junk'] }));
    await holdfast.mongo.collection('received_mails.files').deleteOne({ filename: gone.id });
    const alice = await personOf(deps, 'alice');
    const { ticket } = await aMailedTicket(deps, alice);
    const said = await receive(deps, mailOf({ to: replyTo(deps, ticket, alice) }));
    const { mail: waiting } = await keep(holdfast, mailOf({ subject: 'Wait' }));
    for (const [id, status] of [
      [gone.id, 409],
      [said.id, 409],
      [waiting.id, 409],
      ['unknown', 404],
    ] as const) {
      expect([id, (await ask(id)).status]).toEqual([id, status]);
    }
    const bob = await holdfast.client('bob');
    expect((await bob.post(`${PATH}/${gone.id}/ticket`)).status).toBe(403);
  });
});

describe('mails without a ticket', () => {
  it('are listed by their reason, those that failed among them', async () => {
    const { id: automatic } = await receive(holdfast.deps, mailOf({ headers: ['Precedence: junk'] }));
    const { id: opened } = await receive(holdfast.deps, mailOf({ subject: 'A new one' }));
    const { mail } = await keep(holdfast, mailOf({ subject: 'Broken' }));
    await holdfast.deps.receivedMails.fail(mail.id, 'TypeError');
    const listed = async (query: string) => {
      const { body } = await maya.get(`${PATH}?${query}`);
      return body.received_mails.map(({ id }: { id: string }) => id) as string[];
    };
    expect(await listed('unheard=true&page_size=2')).toEqual([mail.id, automatic]);
    expect(await listed('unheard=true&page_size=100')).not.toContain(opened);
    expect((await listed('reason=automatic,loop'))[0]).toBe(automatic);
    expect(await listed('reason=not_verified')).toEqual([]);
    expect((await maya.get(`${PATH}?reason=other`)).status).toBe(422);
  });

  it('are counted by their reason within a period', async () => {
    const { receivedMails } = holdfast.deps;
    const since = new Date();
    const outcomes: MailOutcome[] = [
      { kind: 'ignored', reason: 'too_many' },
      { kind: 'ignored', reason: 'too_many' },
      { kind: 'held', reason: 'unproven_sender' },
      { kind: 'bounce', accountIds: [] },
    ];
    for (const outcome of outcomes) {
      const { mail } = await keep(holdfast, mailOf({}));
      await receivedMails.finish(mail.id, outcome, null);
    }
    const until = new Date(Date.now() + 1);
    expect(await receivedMails.countUnheard(since, until)).toEqual([
      { reason: 'too_many', count: 2 },
      { reason: 'unproven_sender', count: 1 },
    ]);
    expect(await receivedMails.countUnheard(until, new Date(until.getTime() + 1000))).toEqual([]);
  });
});
