import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createArticle, editArticle } from '../../../src/app/knowledge/write-article.js';
import { exportPerson } from '../../../src/app/personal-data/export-person.js';
import { startExport } from '../../../src/app/personal-data/export-to-file.js';
import { writeExport } from '../../../src/app/personal-data/write-export.js';
import { readDraft, saveDraft } from '../../../src/app/presence/drafts.js';
import { addComment } from '../../../src/app/tickets/comments/add-comment.js';
import { deleteComment, editComment } from '../../../src/app/tickets/comments/change-comment.js';
import { createTicket } from '../../../src/app/tickets/create-ticket.js';
import { deleteTicket } from '../../../src/app/tickets/delete-ticket.js';
import { editTicket } from '../../../src/app/tickets/edit-ticket.js';
import { mergeTicket } from '../../../src/app/tickets/links/merge-ticket.js';
import { splitTicket } from '../../../src/app/tickets/links/split-ticket.js';
import { applyRedaction } from '../../../src/app/tickets/redaction/apply-redaction.js';
import { startRedaction } from '../../../src/app/tickets/redaction/start-redaction.js';
import { SYSTEM_ACTOR } from '../../../src/domain/access/actor.js';
import type { Ticket } from '../../../src/domain/tickets/ticket.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { INBOUND, personOf, receive, replyTo, type Person } from '../../support/mail/inbound-tickets.js';
import { letter } from '../../support/mail/inbound.js';
import { mailWithFiles } from '../../support/mail/mail-with-files.js';
import { zipOf } from '../../support/mail/zip.js';
import { placesWith } from '../../support/tickets/whole-database.js';

let holdfast: Holdfast;
let [alice, bob, admin]: Person[] = [];

beforeAll(async () => {
  holdfast = await startHoldfast({ worker: false, environment: INBOUND });
  [alice, bob, admin] = await Promise.all(
    ['alice', 'bob', 'admin'].map((name) => personOf(holdfast.deps, name)),
  );
});
afterAll(() => holdfast.close());

const course = (onNote = (): void => undefined) => ({ note: onNote, signal: new AbortController().signal });

function open(description: string, title = 'The wifi is away'): Promise<Ticket> {
  return createTicket(holdfast.deps, alice!, {
    source: 'api',
    input: { title, description },
    id: randomUUID(),
  });
}

const say = (by: Person, ticket: Ticket, body: string, isInternal = false) =>
  addComment(holdfast.deps, by, ticket.id, { body, isInternal }, randomUUID());

const redact = (ticket: Ticket, comment: string, text: string) =>
  startRedaction(holdfast.deps, bob!, { ticket: ticket.id, comment }, { text }, holdfast.deps.newId());

const ALICE = 'Alice <alice@holdfast.local>';

/** A ticket on which the text stands in over forty places of every kind. */
async function ticketWith(text: string) {
  const { deps } = holdfast;
  const { outcome } = await receive(
    deps,
    letter({
      messageId: '<login@example.org>',
      subject: `Login with ${text}`,
      text: `My password is ${text}.`,
      from: ALICE,
    }),
  );
  const ticket = (await deps.tickets.find(('ticketId' in outcome && outcome.ticketId) || ''))!;
  await editTicket(deps, bob!, ticket.id, { title: `Still ${text}` });
  await editTicket(deps, bob!, ticket.id, { title: `Again ${text}` });
  const comments = [];
  for (let n = 1; n <= 15; n += 1) {
    const isNote = n % 3 === 0;
    const { id } = await say(n % 2 === 0 && !isNote ? alice! : bob!, ticket, `${n}: ${text}`, isNote);
    await editComment(deps, bob!, { ticket: ticket.id, comment: id }, `${n}: is it ${text}?`);
    comments.push(id);
  }
  const to = replyTo(deps, ticket, alice!);
  const encoded = Buffer.from(`Again: ${text}`).toString('base64');
  const headers = ['Content-Transfer-Encoding: base64'];
  await receive(deps, letter({ from: ALICE, to, subject: 'In base64', text: encoded, headers }));
  await receive(deps, letter({ from: ALICE, to, subject: 'As it is', text: `Once more: ${text}` }));
  const zip = { name: 'all.zip', content: zipOf({ 'password.txt': text }) };
  const zipped = await receive(deps, mailWithFiles(ALICE, to, 'See the file.', [zip]));
  // What its workflow reads in it.
  const { attachments } = (await deps.tickets.findComment(zipped.id))!;
  await deps.files.replaceAnalysis(attachments![0]!.id, {
    ...{ kind: 'archive', text: `The password is ${text}.`, metadata: { title: text }, fault: null },
    ...{ language: 'en', summary: text, errorCodes: [text] },
  });
  const other = await open(`It has ${text} too.`);
  await say(alice!, other, `And here: ${text}`);
  await mergeTicket(deps, bob!, other.id, ticket.number);
  await splitTicket(deps, bob!, ticket.id, { commentIds: [comments[0]!] }, randomUUID());
  return { ticket, comments, zipped };
}

describe('the redaction of a text', () => {
  it('covers more than forty places, counts each once despite an interruption, and deletes the text', async () => {
    const { deps, mongo } = holdfast;
    const text = 'correct-horse-42';
    const { ticket, comments, zipped } = await ticketWith(text);
    const doer = { actor: SYSTEM_ACTOR, address: null };
    expect(JSON.stringify(await exportPerson(deps, doer, alice!.id, deps.newId()))).toContain(text);
    const { id: exportId } = await startExport(deps, doer, alice!.id, deps.newId());
    await writeExport(deps, exportId, course());
    for (const [version, body] of [`Is it ${text}?`, `Use ${text}`, 'Hm'].entries()) {
      const seen = version === 1 ? 0 : version;
      await saveDraft(deps, bob!, ticket.id, { body, isInternal: false }, seen);
    }
    const author = { actor: bob!, address: null };
    const content = {
      ...{ title: `Not ${text}`, question: 'Which?', answer: `Say ${text}.`, category: null, language: 'en' },
      ...{ keywords: ['login', text], translationOf: null, isFeatured: false, reviewBy: null },
      ...({ visibility: 'public', state: 'published', ticketId: ticket.id } as const),
    };
    const article = await createArticle(deps, author, content, randomUUID());
    const original = await editArticle(deps, author, article.id, { title: 'Sign in', keywords: ['login'] });
    const german = { ...content, title: 'Anmelden', language: 'de', translationOf: article.id };
    const translation = await createArticle(deps, author, { ...german, ticketId: undefined }, randomUUID());

    expect((await placesWith(mongo, text)).length).toBeGreaterThan(25);

    const { id, places: atOnce } = await redact(ticket, comments[5]!, text);
    expect(atOnce).toMatchObject({ comments: 2, tickets: 2 });
    // The comment, its version and the ticket are clean before the answer.
    expect(JSON.stringify(await deps.tickets.find(ticket.id))).not.toContain(text);
    expect(JSON.stringify(await deps.tickets.findComment(comments[5]!))).not.toContain(text);

    for (let broken = 0, steps = 1; broken < 6; broken += 1, steps += 1) {
      let left = steps;
      const breakOff = () => {
        left -= 1;
        if (left < 0) throw new Error('killed');
      };
      await applyRedaction(deps, id, course(breakOff)).catch(() => undefined);
    }
    const { places } = await applyRedaction(deps, id, course());
    expect(places).toBeGreaterThan(40);
    const done = (await deps.redactions.find(id))!;
    // 15 comments with a version each, two by mail, and one on the ticket that was merged.
    expect(done).toMatchObject({
      state: 'done',
      sealed: null,
      places: {
        comments: 33,
        raw_mails_rewritten: 3,
        raw_mails_removed: 1,
        exports_removed: 1,
        files_left: 1,
        // Of the article: its answer, now and in two versions, and the first title and keyword. Of its translation: answer and
        // keyword, now and in one version.
        articles: 9,
      },
    });
    expect(done.places.activities).toBeGreaterThan(3);
    expect(await deps.articles.find(article.id)).toMatchObject({
      ...{ title: 'Sign in', answer: 'Say [redacted].', version: original.version + 1, state: 'published' },
    });
    expect((await deps.articles.find(translation.id))?.version).toBe(translation.version + 1);
    await expect(
      editArticle(deps, author, article.id, { answer: text }, original.version),
    ).rejects.toMatchObject({ code: 'version_conflict' });

    expect((await readDraft(deps, bob!, ticket.id))?.replaced).toMatchObject([{ body: 'Is it [redacted]?' }]);
    // What is left is the compressed file, which is redacted as a file.
    const left = await placesWith(mongo, text);
    expect(left.map((place) => place.split(' ')[0])).toEqual(['attachments.chunks']);
    const { attachments } = (await deps.tickets.findComment(zipped.id))!;
    const reference = { ticket: ticket.id, comment: zipped.id };
    const file = await startRedaction(deps, bob!, reference, { fileId: attachments![0]!.id }, deps.newId());
    await applyRedaction(deps, file.id, course());
    expect(await placesWith(mongo, text)).toEqual([]);
    expect(await deps.tickets.findComment(zipped.id)).toMatchObject({ attachments: [] });

    const { items } = await deps.tickets.events({
      ticketId: ticket.id,
      includeInternal: true,
      pageSize: 100,
    });
    const told = items.filter(({ details }) => details['redaction_id'] === id);
    expect(told.map(({ type }) => type)).toEqual(['ticket.comment_redacted', 'ticket.redaction_finished']);
    expect(told[0]).toMatchObject({ actor: { name: 'Bob' } });
    expect(told[1]).toMatchObject({ details: { state: 'done', places: done.places } });
    expect(await applyRedaction(deps, id, course())).toEqual({ places });
  });

  it('does not change other tickets or other texts', async () => {
    const { deps } = holdfast;
    const [ticket, stranger] = [await open('Mine: swordfish9.'), await open('Also swordfish9.')];
    const { id: comment } = await say(alice!, ticket, 'It is swordfish9, not swordfish.');
    const { id } = await redact(ticket, comment, 'swordfish9');
    await applyRedaction(deps, id, course());
    expect((await deps.tickets.findComment(comment))!.body).toBe('It is [redacted], not swordfish.');
    expect((await deps.tickets.find(stranger.id))!.description).toBe('Also swordfish9.');
  });

  it('also applies to text that is edited at the same time', async () => {
    const { deps, mongo } = holdfast;
    const ticket = await open('Nothing.');
    const comments = [];
    for (let n = 0; n < 6; n += 1) comments.push((await say(alice!, ticket, `${n} tiger-lily-7`)).id);
    const { id } = await redact(ticket, comments[0]!, 'tiger-lily-7');
    await Promise.all([
      applyRedaction(deps, id, course()),
      applyRedaction(deps, id, course()),
      ...comments
        .slice(1)
        .map((comment, n) => editComment(deps, bob!, { ticket: ticket.id, comment }, `Edited ${n}`)),
      deleteComment(deps, bob!, { ticket: ticket.id, comment: comments[0]! }),
    ]);
    expect(await placesWith(mongo, 'tiger-lily-7')).toEqual([]);
    expect(await deps.redactions.find(id)).toMatchObject({ state: 'done' });
  });

  it('continues if the ticket is deleted before the workflow starts', async () => {
    const { deps, mongo } = holdfast;
    const raw = letter({ subject: 'A deleted one', text: 'It is blue-whale-3.', from: ALICE });
    const { outcome } = await receive(deps, raw);
    const ticket = (await deps.tickets.find(('ticketId' in outcome && outcome.ticketId) || ''))!;
    const { id: comment } = await say(bob!, ticket, 'Not blue-whale-3!');
    const { id } = await redact(ticket, comment, 'blue-whale-3');
    await deleteTicket(deps, admin!, ticket.id, {});
    const waits = await mongo.collection('events').findOne({ 'details.redaction_id': id });
    expect(waits).toMatchObject({ publishedAt: null });
    await applyRedaction(deps, id, course());
    expect(await deps.redactions.find(id)).toMatchObject({
      state: 'done',
      places: { raw_mails_rewritten: 1 },
    });
    expect(await placesWith(mongo, 'blue-whale-3')).toEqual([]);
    const kept = Buffer.from((await deps.receivedMails.raw(ticket.id))!).toString();
    expect(kept).toBe(raw.replace('blue-whale-3', '[redacted]'));
  });

  it("fails and deletes its text if the server's secret was changed", async () => {
    const { deps, mongo } = holdfast;
    const ticket = await open('Nothing.');
    const { id: comment } = await say(alice!, ticket, 'It is green-frog-8.');
    const { id } = await redact(ticket, comment, 'green-frog-8');
    await mongo.collection<any>('redactions').updateOne({ _id: id }, { $set: { sealed: 'v1.AAAA' } });
    await applyRedaction(deps, id, course());
    expect(await deps.redactions.find(id)).toMatchObject({ state: 'failed', sealed: null });
  });
});
