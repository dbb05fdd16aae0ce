import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SlidingWindowLimiter } from '../../../src/adapters/limits/sliding-window.js';
import { MemoryCounters } from '../../../src/adapters/limits/memory-counters.js';
import type { ApiDeps } from '../../../src/api/deps.js';
import { deleteTicket } from '../../../src/app/tickets/delete-ticket.js';
import { mergeTicket } from '../../../src/app/tickets/links/merge-ticket.js';
import { removeParticipant } from '../../../src/app/tickets/participants/edit-participants.js';
import { splitTicket } from '../../../src/app/tickets/links/split-ticket.js';
import { fileLinkId, fileLinkOf } from '../../../src/domain/tickets/signed-links/file-link.js';
import { quotesOurMail } from '../../../src/domain/inbound-mail/traces/own-traces.js';
import { generalLimits, ROUTE_LIMITS } from '../../../src/domain/operations/rate-limits.js';
import type { Comment } from '../../../src/domain/tickets/ticket.js';
import { answerWith } from '../../support/mail/answers-with-files.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { aMailedTicket, INBOUND, personOf, type Person } from '../../support/mail/inbound-tickets.js';
import { copy } from '../../support/mail/participants.js';
import { serveWith } from '../../support/api/serve.js';

const CONTENT = randomBytes(1_000);
const DAY_MS = 86_400_000;

let holdfast: Holdfast;
let [alice, bob, carol, admin]: Person[] = [];

beforeAll(async () => {
  holdfast = await startHoldfast({ worker: false, environment: INBOUND });
  [alice, bob, carol, admin] = await Promise.all(
    ['alice', 'bob', 'carol', 'admin'].map((name) => personOf(holdfast.deps, name)),
  );
});
afterAll(() => holdfast.close());

async function answered(requester = alice!, isInternal = false) {
  const { ticket } = await aMailedTicket(holdfast.deps, requester);
  const kim = await copy(holdfast.deps, bob!, ticket.id, 'kim@c.example');
  return { ticket, kim, comment: await say(ticket.id, isInternal) };
}
const say = (ticketId: string, isInternal = false) =>
  answerWith(holdfast.deps, bob!, ticketId, [{ name: 'a.pdf', content: CONTENT }], isInternal);

function pathOf(
  { attachments }: Comment,
  { id: readerId }: { readonly id: string },
  mailedAt = new Date(),
): string {
  const link = { readerId, attachmentId: attachments![0]!.id, mailedAt };
  return `/f/${holdfast.deps.mailedSecrets.token(fileLinkId(link))}`;
}
const statusOf = async (path: string) => (await fetch(`${holdfast.url}${path}`)).status;
const statusesOf = (comment: Comment, ...readers: { readonly id: string }[]) =>
  Promise.all(readers.map((reader) => statusOf(pathOf(comment, reader))));

describe('the link to a file in a mail', () => {
  it('is for the requester and people in copy only', async () => {
    const { comment, kim } = await answered();
    const answer = await fetch(`${holdfast.url}${pathOf(comment, alice!)}`);
    expect([answer.status, Buffer.from(await answer.arrayBuffer()).equals(CONTENT)]).toEqual([200, true]);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment; filename="a.pdf"',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex, nofollow',
    });
    const strangers = [carol!, bob!, { id: randomUUID() }];
    expect(await statusesOf(comment, kim, ...strangers)).toEqual([200, 410, 410, 410]);
    const head = await fetch(`${holdfast.url}${pathOf(comment, alice!)}`, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(CONTENT.byteLength)]);
  });

  it('is refused if it is forged, cut off, or of another kind', async () => {
    const { comment, ticket } = await answered();
    const path = pathOf(comment, alice!);
    const { mailedSecrets } = holdfast.deps;
    const links = [
      path.slice(0, -1),
      path.replace(/.$/u, (last) => (last === 'A' ? 'B' : 'A')),
      path.replace(alice!.id, carol!.id),
      path.replace(/~\d{13}\./u, '~9999999999999.'),
      `/f/${mailedSecrets.token(`leave~${ticket.id}~${alice!.id}`)}`,
      '/f/x',
    ];
    expect(await Promise.all(links.map(statusOf))).toEqual(links.map(() => 404));
    expect(fileLinkOf('file~a~b')).toBeNull();
    const page = await (await fetch(`${holdfast.url}/f/x`)).text();
    expect(page).toContain('<!doctype html>');
  });

  it('ends FILE_LINK_DAYS after its mail', async () => {
    const { comment } = await answered();
    const { fileLinkDays } = holdfast.deps;
    expect(fileLinkDays).toBe(30);
    const at = (ms: number) => statusOf(pathOf(comment, alice!, new Date(Date.now() - ms)));
    expect(await at(fileLinkDays * DAY_MS - 60_000)).toBe(200);
    expect(await at(fileLinkDays * DAY_MS)).toBe(410);
    await serveWith(holdfast, { fileLinkDays: 31 }, async ({ url }) => {
      const path = pathOf(comment, alice!, new Date(Date.now() - fileLinkDays * DAY_MS));
      expect((await fetch(`${url}${path}`)).status).toBe(200);
    });
  });

  it('ends for a person who is removed from the ticket, and for all once the ticket is deleted', async () => {
    const { ticket, comment, kim } = await answered();
    await removeParticipant(holdfast.deps, bob!, ticket.id, kim.id);
    expect(await statusesOf(comment, alice!, kim)).toEqual([200, 410]);
    await deleteTicket(holdfast.deps, admin!, ticket.id, { reason: 'test' });
    expect(await statusesOf(comment, alice!, kim)).toEqual([410, 410]);
  });

  it('ends once its file is deleted, and never leads to files of internal notes', async () => {
    const { comment } = await answered();
    await holdfast.deps.attachments.removeOthers(`${comment.id}.`, []);
    const { comment: note } = await answered(alice, true);
    expect([...(await statusesOf(comment, alice!)), ...(await statusesOf(note, alice!))]).toEqual([410, 410]);
    const { ticket } = await answered();
    const file = { name: 'a.eml', content: CONTENT, isInternal: true } as const;
    const held = await answerWith(holdfast.deps, bob!, ticket.id, [file]);
    expect(await statusesOf(held, alice!)).toEqual([410]);
  });

  it('ends for a requester who has left', async () => {
    const { comment } = await answered(carol);
    expect(await statusesOf(comment, carol!)).toEqual([200]);
    const isActive = (value: boolean) =>
      holdfast.mongo
        .collection('users')
        .updateOne({ _id: carol!.id as never }, { $set: { isActive: value } });
    await isActive(false);
    expect(await statusesOf(comment, carol!)).toEqual([410]);
    await isActive(true);
    expect(await statusesOf(comment, carol!)).toEqual([200]);
  });

  it('follows its comment through merges and splits', async () => {
    const { deps } = holdfast;
    const own = await answered();
    const into = await answered();
    await mergeTicket(deps, bob!, own.ticket.id, into.ticket.id);
    expect(await statusesOf(own.comment, alice!, own.kim)).toEqual([200, 200]);
    // One person in copy of both, under the id of the ticket that goes on.
    await removeParticipant(deps, bob!, into.ticket.id, into.kim.id);
    expect(await statusesOf(own.comment, alice!, own.kim)).toEqual([200, 410]);

    const others = await answered(carol);
    const shared = await answered();
    await mergeTicket(deps, bob!, others.ticket.id, shared.ticket.id);
    const later = await say(shared.ticket.id);
    expect(await statusesOf(later, alice!, shared.kim, carol!, others.kim)).toEqual([200, 200, 200, 200]);
    expect(await statusesOf(others.comment, carol!, others.kim, alice!)).toEqual([200, 200, 410]);

    const parent = await answered();
    const split = { commentIds: [parent.comment.id], title: 'Other', description: 'Other.' };
    const child = await splitTicket(deps, bob!, parent.ticket.id, split, deps.newId());
    expect(await statusesOf(parent.comment, alice!, parent.kim)).toEqual([200, 200]);
    await removeParticipant(deps, bob!, child.id, parent.kim.id);
    expect(await statusesOf(parent.comment, alice!, parent.kim)).toEqual([200, 410]);
  });

  it('is rate limited by address', async () => {
    const limits: ApiDeps['limits'] = {
      limiter: new SlidingWindowLimiter(new MemoryCounters()),
      ...generalLimits({ account: 1000, address: 1000 }),
    };
    await serveWith(holdfast, { limits }, async ({ url }) => {
      const { quota } = ROUTE_LIMITS.file_link.address;
      const statuses = [];
      for (let each = 0; each <= quota; each += 1) statuses.push((await fetch(`${url}/f/x`)).status);
      expect([...new Set(statuses)]).toEqual([404, 429]);
      expect(statuses.at(-1)).toBe(429);
    });
  });

  it('is recognized as a part of our mails in texts of staff', async () => {
    const { comment } = await answered();
    const traced = { publicUrl: 'https://desk.example', replyAddress: null, phrases: [] };
    expect(quotesOurMail('see https://desk.example/f/x', traced)).toBe(true);
    expect(quotesOurMail(`see ${pathOf(comment, alice!)}`, traced)).toBe(true);
  });
});
