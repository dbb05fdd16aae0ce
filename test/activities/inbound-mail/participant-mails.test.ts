import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addComment } from '../../../src/app/tickets/comments/add-comment.js';
import { assignTicket } from '../../../src/app/tickets/assignment/assign-ticket.js';
import { changeStatus } from '../../../src/app/tickets/status/change-status.js';
import { followUpTicket } from '../../../src/app/tickets/links/follow-up-ticket.js';
import { LANGUAGES } from '../../../src/app/mail/templates/phrases.js';
import { mergeTicket } from '../../../src/app/tickets/links/merge-ticket.js';
import { removeParticipant } from '../../../src/app/tickets/participants/edit-participants.js';
import { resolveTicket } from '../../../src/app/tickets/status/resolve-ticket.js';
import { splitTicket } from '../../../src/app/tickets/links/split-ticket.js';
import { replyAddressIn } from '../../../src/app/mail/reply-address.js';
import { messageIdOf } from '../../../src/app/mail/templates/message-id.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import {
  aMailedTicket,
  INBOUND,
  personOf,
  receive,
  type Person,
} from '../../support/mail/inbound-tickets.js';
import { copy, inCopyOf, sentTo } from '../../support/mail/participants.js';

const KIM = 'kim@c.example';

let holdfast: Holdfast;
let [alice, bob, carol]: Person[] = [];

beforeAll(async () => {
  holdfast = await startHoldfast({ worker: false, environment: INBOUND });
  [alice, bob, carol] = await Promise.all(
    ['alice', 'bob', 'carol'].map((name) => personOf(holdfast.deps, name)),
  );
});
afterAll(() => holdfast.close());

const newId = () => holdfast.deps.newId();
const say = (by: Person, ticketId: string, body: string, isInternal = false) =>
  addComment(holdfast.deps, by, ticketId, { body, isInternal }, newId());

async function copied(requester = alice!) {
  const { ticket } = await aMailedTicket(holdfast.deps, requester);
  const kim = await copy(holdfast.deps, bob!, ticket.id, KIM, 'Kim Lee');
  return { ticket, kim };
}

describe('a person in copy', () => {
  it('gets the answers of staff, with a reply address of their own and no sign-in', async () => {
    const { ticket, kim } = await copied();
    await say(bob!, ticket.id, 'Turn it off and on.');
    const [mail, ...others] = await sentTo(holdfast, ticket.id, KIM);
    expect(others).toEqual([]);
    expect(mail!.subject).toBe(`[${ticket.number}] New reply: ${ticket.title}`);
    expect(mail!.text).toContain('Hello Kim Lee,');
    expect(mail!.text).toContain('Turn it off and on.');
    expect(mail!.text).toContain(`You get this mail because you are in copy of ${ticket.number}.`);
    expect(mail!.text).not.toContain('/tickets/');
    const replyTo = mail!.replyTo!.value[0]!.address!;
    expect(await replyAddressIn(holdfast.deps, [replyTo])).toEqual({
      binding: { ticketNumber: ticket.number, personId: kim.id },
      isEnded: false,
    });
  });

  it('gets no internal note, no assignee, and no words of the requester', async () => {
    const { ticket } = await copied();
    await assignTicket(holdfast.deps, bob!, ticket.id, bob!.id);
    await say(bob!, ticket.id, 'She broke it.', true);
    await say(alice!, ticket.id, 'It is still red.');
    await changeStatus(holdfast.deps, bob!, ticket.id, 'waiting_on_user');
    expect(await sentTo(holdfast, ticket.id, KIM)).toEqual([]);
  });

  it('gets the answer that comes with the resolution', async () => {
    const { ticket } = await copied();
    await resolveTicket(holdfast.deps, bob!, ticket.id, {
      resolutionCode: 'fixed',
      comment: 'It is green now.',
    });
    const [mail, ...others] = await sentTo(holdfast, ticket.id, KIM);
    expect([mail!.text!.includes('It is green now.'), others]).toEqual([true, []]);
    expect(mail!.text).not.toMatch(/\/s\//u);
  });

  it('gets no more mails once they are removed, not even queued ones', async () => {
    const { ticket, kim } = await copied();
    await say(bob!, ticket.id, 'One.');
    await removeParticipant(holdfast.deps, alice!, ticket.id, kim.id);
    await say(bob!, ticket.id, 'Two.');
    const before = holdfast.sink.mails.length;
    await expect(sentTo(holdfast, ticket.id, KIM)).rejects.toMatchObject({ code: 'delivery_rejected' });
    expect(
      holdfast.sink.mails
        .slice(before)
        .map(({ to }) => JSON.stringify(to))
        .join(),
    ).not.toContain(KIM);
  });

  it('is marked after a permanent rejection, and gets no mails until they are added again', async () => {
    const { deps, sink } = holdfast;
    const { ticket, kim } = await copied();
    const problemFor = async (who: 'alice' | 'bob') => {
      const { body } = await (await holdfast.client(who)).get(`/api/v1/tickets/${ticket.number}`);
      return body.participants[0].mail_problem;
    };
    const statesOf = async () => {
      const { items } = await deps.deliveries.list({ ticketId: ticket.id, pageSize: 50 });
      return items.filter(({ recipient }) => recipient.id === kim.id).map(({ state }) => state);
    };
    sink.refuse(KIM);
    await say(bob!, ticket.id, 'Turn it off.');
    await expect(sentTo(holdfast, ticket.id, KIM)).rejects.toMatchObject({ code: 'address_refused' });
    expect(await problemFor('bob')).toEqual({
      at: expect.any(String),
      answer: expect.stringMatching(/5\d\d/u),
    });
    expect(await problemFor('alice')).toBeUndefined();
    await say(bob!, ticket.id, 'And on.');
    expect(await sentTo(holdfast, ticket.id, KIM)).toEqual([]);
    expect((await statesOf()).sort()).toEqual(['failed', 'suppressed']);
    const trail = await deps.tickets.events({ ticketId: ticket.id, includeInternal: true, pageSize: 50 });
    expect(trail.items.find(({ type }) => type === 'ticket.participant_refused')).toMatchObject({
      isInternal: true,
      details: { participant_id: kim.id },
    });

    sink.refuse(KIM, null);
    await copy(deps, bob!, ticket.id, KIM);
    expect(await problemFor('bob')).toBeUndefined();
    await say(bob!, ticket.id, 'Better?');
    expect(await sentTo(holdfast, ticket.id, KIM)).toHaveLength(1);
  });

  it('is marked by a bounce too, and deleted with the mark when they are removed', async () => {
    const { deps } = holdfast;
    const { ticket, kim } = await copied();
    await say(bob!, ticket.id, 'Turn it off.');
    await sentTo(holdfast, ticket.id, KIM);
    const [delivery] = (await deps.deliveries.list({ ticketId: ticket.id, pageSize: 50 })).items.filter(
      ({ recipient }) => recipient.id === kim.id,
    );
    const report = [
      'From: MAILER-DAEMON@mx.example',
      'Subject: Undelivered',
      'Message-ID: <bounce-of-kim@mx.example>',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      `Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; ${KIM}\r\nAction: failed\r\nStatus: 5.1.1`,
      '',
      '--b',
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: ${messageIdOf(deps, delivery!.id)}`,
      '',
      '--b--',
      '',
    ].join('\r\n');
    expect((await receive(deps, report)).outcome).toMatchObject({ kind: 'bounce' });
    const found = await deps.tickets.find(ticket.id);
    expect(found!.participants![0]!.mailProblem!.answer).toContain('5.1.1');
    await say(bob!, ticket.id, 'And on.');
    expect(await sentTo(holdfast, ticket.id, KIM)).toEqual([]);
    await removeParticipant(deps, bob!, ticket.id, kim.id);
    expect((await deps.tickets.find(ticket.id))!.participants![0]).not.toHaveProperty('mailProblem');
  });

  it('reads in the language of the ticket', async () => {
    const { ticket } = await copied();
    await holdfast.mongo
      .collection('tickets')
      .updateOne({ _id: ticket.id as never }, { $set: { language: 'de' } });
    await say(bob!, ticket.id, 'Aus und an.');
    expect((await sentTo(holdfast, ticket.id, KIM))[0]!.text).toContain(
      `weil Sie bei ${ticket.number} in Kopie stehen.`,
    );
    const said = LANGUAGES.map((phrases) => phrases.say('participant.note', { number: 'TKT-2026-000042' }));
    expect(new Set(said).size).toBe(6);
    for (const text of said) expect(text).toContain('TKT-2026-000042');
  });

  it('can leave with one click, and no later mail adds them again', async () => {
    const { ticket, kim } = await copied();
    await say(bob!, ticket.id, 'One.');
    const [mail] = await sentTo(holdfast, ticket.id, KIM);
    const { unsubscribe } = mail!.headers.get('list') as unknown as { unsubscribe: { url: string } };
    expect(mail!.headerLines).toContainEqual({
      key: 'list-unsubscribe-post',
      line: 'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    });
    const path = new URL(unsubscribe.url).pathname;
    const page = await fetch(`${holdfast.url}${path}`);
    expect([page.status, await page.text()]).toEqual([
      200,
      expect.stringContaining(`in copy of ${ticket.number}`),
    ]);
    expect(await inCopyOf(holdfast.deps, ticket.id)).toEqual([KIM]);
    for (let click = 0; click < 2; click += 1) {
      const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
      expect((await fetch(`${holdfast.url}${path}`, { method: 'POST', body })).status).toBe(200);
    }
    expect(await inCopyOf(holdfast.deps, ticket.id)).toEqual([]);
    await expect(copy(holdfast.deps, bob!, ticket.id, KIM)).rejects.toMatchObject({
      code: 'illegal_transition',
    });
    const { items } = await holdfast.deps.tickets.events({
      ticketId: ticket.id,
      includeInternal: true,
      pageSize: 50,
    });
    const left = items.filter(({ type }) => type === 'ticket.participant_removed');
    expect(left).toMatchObject([
      { actor: { id: kim.id }, details: { participant_id: kim.id, reason: 'left' } },
    ]);
    const forged = path.replace(/.$/u, (last) => (last === 'A' ? 'B' : 'A'));
    expect((await fetch(`${holdfast.url}${forged}`, { method: 'POST' })).status).toBe(404);
  });
});

describe('people in copy of merged or split tickets', () => {
  it('are in copy of the target ticket if both have one requester, except people whom it has removed', async () => {
    const { deps } = holdfast;
    const [{ ticket }, { ticket: into }] = [
      await aMailedTicket(deps, alice!),
      await aMailedTicket(deps, alice!),
    ];
    const [kim, gone] = [
      await copy(deps, bob!, ticket.id, KIM),
      await copy(deps, bob!, into.id, 'gone@c.example'),
    ];
    await copy(deps, bob!, ticket.id, 'gone@c.example');
    await copy(deps, bob!, into.id, 'ann@c.example');
    await removeParticipant(deps, bob!, into.id, gone.id);
    await mergeTicket(deps, bob!, ticket.id, into.id);
    expect(await inCopyOf(deps, into.id)).toEqual(['ann@c.example', KIM]);
    await say(bob!, into.id, 'Both are mended.');
    expect(await sentTo(holdfast, into.id, KIM)).toHaveLength(1);
    const token = deps.mailedSecrets.token(`leave~${ticket.id}~${kim.id}`);
    await fetch(`${holdfast.url}/u/${token}`, { method: 'POST' });
    expect(await inCopyOf(deps, into.id)).toEqual(['ann@c.example']);
  });

  it('do not learn about the other ticket if it has another requester', async () => {
    const { deps } = holdfast;
    const { ticket } = await copied(alice);
    const { ticket: into } = await aMailedTicket(deps, carol!);
    await mergeTicket(deps, bob!, ticket.id, into.id);
    expect(await inCopyOf(deps, into.id)).toEqual([]);
    await say(bob!, into.id, 'Both are mended.');
    const [mail] = await sentTo(holdfast, into.id, KIM);
    expect(mail!.subject).toContain(ticket.number);
    expect(`${mail!.text!}${String(mail!.html)}`).not.toContain(into.number);
  });

  it('are in copy of a split ticket and a follow-up, but removed people are not', async () => {
    const { deps } = holdfast;
    const { ticket } = await copied();
    const gone = await copy(deps, bob!, ticket.id, 'gone@c.example');
    await removeParticipant(deps, bob!, ticket.id, gone.id);
    const { id: commentId } = await say(alice!, ticket.id, 'And the printer is out of toner.');
    const child = await splitTicket(deps, bob!, ticket.id, { commentIds: [commentId] }, newId());
    expect(await inCopyOf(deps, child.id)).toEqual([KIM]);
    await changeStatus(deps, bob!, ticket.id, 'cancelled');
    const next = await followUpTicket(deps, alice!, ticket.id, { description: 'Again.' }, newId());
    expect(next.participants!.map(({ address, removedAt }) => [address, removedAt === null])).toEqual([
      [KIM, true],
      [null, false],
    ]);
  });
});
