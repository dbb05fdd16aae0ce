import { beforeAll, describe, expect, it } from '@jest/globals';
import { planAutomaticAnswer } from '../../../src/app/assist/automatic/plan-automatic-answer.js';
import { writeMail } from '../../../src/app/mail/write-mail.js';
import { advanceTicket } from '../../../src/app/tickets/advance-ticket.js';
import { triageTicket } from '../../../src/app/triage/triage-ticket.js';
import { addMinutes } from '../../../src/domain/time.js';
import { INITIAL_RUN } from '../../../src/domain/tickets/triage.js';
import type { LanguageModel } from '../../../src/ports/language-model.js';
import { TICKETS, withPeople } from '../../support/api/people.js';
import { INJECTED_TICKETS } from '../../support/injection/corpus.js';
import { waitFor } from '../../support/wait-for.js';

const people = withPeople();
const NEVER = new AbortController().signal;
const ANSWER = 'Hold the reset button of the espresso machine for ten seconds.';
const ASK = {
  title: 'Espresso machine blinks red',
  description: 'The espresso machine in the kitchen blinks red.',
};
const MARK = 'This answer was put together automatically';

interface Sentence {
  readonly text: string;
  readonly source: string | null;
}

/** A model that says this of every ticket. */
const modelSaying = (sentences: readonly Sentence[], confidence = 0.9): LanguageModel => ({
  provider: 'openai',
  model: 'stand-in',
  complete: (schema) => Promise.resolve(schema.parse({ language: 'en', confidence, sentences })),
});
const QUOTING = modelSaying([{ text: ANSWER, source: 'S1' }]);

const category = (edit: object) =>
  people.maya.with({ 'if-match': '*' }).patch('/api/v1/categories/other', edit);

async function article(fields: object = {}) {
  const usual = { title: ASK.title, question: 'Why does the espresso machine blink?', answer: ANSWER };
  const { body } = await people.bob.post('/api/v1/knowledge', {
    ...{ ...usual, visibility: 'public', state: 'published', ...fields },
  });
  return body;
}

/** A ticket that triage has seen, with the answer that a worker would draft. */
async function answered(model = QUOTING, fields: object = {}) {
  const { id } = await people.ticket({ ...ASK, category: 'other', ...fields });
  const { deps } = people.holdfast;
  const ticket = await triageTicket(deps, id, INITIAL_RUN, NEVER);
  const drafting = { ...deps, currentModel: () => Promise.resolve(model) };
  await planAutomaticAnswer(drafting, ticket, performance.now(), NEVER);
  return id;
}

const waiting = async (id: string) => (await people.holdfast.deps.tickets.find(id))?.scheduled?.length ?? 0;

/** The life of the ticket looks at it when the answer is due. */
function due(id: string) {
  const later = { now: () => addMinutes(new Date(), 11) };
  return advanceTicket({ ...people.holdfast.deps, clock: later }, id);
}

const shown = async (id: string, client = people.alice) =>
  (await client.get(`${TICKETS}/${id}/comments`)).body.comments.map(({ body }: { body: string }) => body);

const say = (client: typeof people.bob, id: string, body: string) =>
  client.post(`${TICKETS}/${id}/comments`, { body });

describe('an automatic answer', () => {
  let known: { id: string };
  beforeAll(async () => {
    known = await article();
    expect((await category({ auto_answer_above: 0.8 })).status).toBe(200);
  });

  it('waits where only staff see it, and is sent once, marked, without counting as an answer of staff', async () => {
    const id = await answered();
    expect([await shown(id), (await shown(id, people.bob)).length]).toEqual([[], 1]);
    await due(id);
    await due(id);
    const { body } = await people.alice.get(`${TICKETS}/${id}/comments`);
    expect(body.comments).toMatchObject([
      { is_automatic: true, is_internal: false, author: { name: 'Automatic answer' } },
    ]);
    expect(body.comments[0].body).toContain(`${ANSWER} [${ASK.title}]`);
    expect(body.comments[0].body).toContain(MARK);
    const ticket = (await people.bob.get(`${TICKETS}/${id}`)).body;
    expect([ticket.status, ticket.sla.first_response.met_at ?? null]).toEqual(['open', null]);
    const read = (await people.bob.get(`/api/v1/knowledge/${known.id}`)).body;
    expect([read.deflected_count, read.helpful_count]).toEqual([0, 0]);
    // A second plan finds the first one, also after a reopening.
    await people.bob.patch(`${TICKETS}/${id}/status`, { status: 'in_progress' });
    await people.bob.patch(`${TICKETS}/${id}/status`, { status: 'resolved' });
    await people.alice.post(`${TICKETS}/${id}/reopen`, {});
    const { deps } = people.holdfast;
    const again = (await deps.tickets.find(id))!;
    await planAutomaticAnswer(
      { ...deps, currentModel: () => Promise.resolve(QUOTING) },
      again,
      performance.now(),
      NEVER,
    );
    await due(id);
    expect(await shown(id)).toHaveLength(1);
  });

  it.each([
    ['a person answers while it waits', async (id: string) => say(people.bob, id, 'I am on my way.')],
    ['the requester adds something', async (id: string) => say(people.alice, id, 'It smells of smoke!')],
    [
      'a person begins to work',
      async (id: string) => people.bob.patch(`${TICKETS}/${id}/status`, { status: 'in_progress' }),
    ],
    ['the ticket is cancelled', async (id: string) => people.alice.post(`${TICKETS}/${id}/cancel`, {})],
    ['it is switched off', async () => category({ auto_answer_above: null })],
  ])('is never sent after %s', async (_what, happens) => {
    const id = await answered();
    expect(await waiting(id)).toBe(1);
    await happens(id);
    const before = await shown(id, people.maya);
    await due(id);
    expect((await shown(id)).join()).not.toContain(MARK);
    expect([await waiting(id), before.join()]).toEqual([0, expect.stringContaining(MARK)]);
    const deleted = await people.holdfast.mongo
      .collection('events')
      .countDocuments({ ticketId: id, type: 'ticket.comment_deleted' });
    expect(deleted).toBe(1);
    await category({ auto_answer_above: 0.8 });
  });

  it('is not sent if its article was changed, deleted or made internal since, but if staff have edited it', async () => {
    const [id, edited] = [await answered(), await answered()];
    const note = (await people.bob.get(`${TICKETS}/${edited}/comments`)).body.comments[0];
    await people.bob.at(1).patch(`${TICKETS}/${edited}/comments/${note.id}`, { body: 'Pull the plug.' });
    await people.bob
      .with({ 'if-match': '*' })
      .patch(`/api/v1/knowledge/${known.id}`, { visibility: 'internal' });
    for (const each of [id, edited]) await due(each);
    expect([await shown(id), await shown(edited)]).toEqual([[], ['Pull the plug.']]);
    await people.maya.with({ 'if-match': '*' }).send('DELETE', `/api/v1/knowledge/${known.id}`);
    known = await article();
  });

  it('needs a sure model, a public article for each sentence, and a language that it knows', async () => {
    const internal = await article({ title: 'Teapot whistles', visibility: 'internal', question: 'Teapot?' });
    const one = { text: ANSWER, source: 'S1' };
    const refused: readonly (readonly [LanguageModel, object])[] = [
      [modelSaying([one], 0.79), {}],
      [modelSaying([one, { text: 'Which machine is it?', source: null }]), {}],
      [modelSaying([one, { text: 'I have refunded your money.', source: 'S1' }]), {}],
      [modelSaying([{ text: ANSWER, source: null }]), {}],
      [modelSaying([]), {}],
      [QUOTING, { title: 'Teapot whistles', description: internal.question }],
      [
        QUOTING,
        { description: 'Die Espressomaschine in der Küche blinkt seit gestern rot und macht keinen Kaffee.' },
      ],
      [QUOTING, { category: 'printer' }],
    ];
    for (const [model, fields] of refused) expect(await waiting(await answered(model, fields))).toBe(0);
    expect(await waiting(await answered())).toBe(1);
    const local = people.holdfast.deps.localModel;
    expect(await waiting(await answered(local))).toBe(0);
  });

  it('says nothing that an attacker wants, though its model obeys the ticket', async () => {
    const attacks = INJECTED_TICKETS.filter((_attack, at) => at % 4 === 0);
    for (const { attack, layouts } of attacks) {
      const [layout] = layouts;
      const obeying = modelSaying(
        attack
          .split('\n')
          .slice(0, 5)
          .map((text) => ({ text, source: 'S1' })),
        1,
      );
      const description = `${ASK.description} ${layout!.description}`.slice(0, 4_000);
      expect(await waiting(await answered(obeying, { description }))).toBe(0);
    }
  });

  it('has a mail with a link to a person, which asks by POST only and once', async () => {
    const id = await answered();
    await due(id);
    const { deps } = people.holdfast;
    const row = await people.holdfast.mongo
      .collection<{ _id: string; ticketId: string; kind: string }>('deliveries')
      .findOne({ ticketId: id, kind: 'reply' });
    const delivery = (await deps.deliveries.find(row!._id))!;
    const [recipient, ticket, comment] = await Promise.all([
      deps.users.find(delivery.recipient.id),
      deps.tickets.find(id),
      deps.tickets.findComment(`automatic-${id}`),
    ]);
    const mail = await writeMail(deps, { delivery, recipient: recipient!, ticket, comment });
    expect(mail.text).toContain(`An automatic answer to ${ticket!.number}`);
    const path = /\/p\/[\w.~-]+/u.exec(mail.text)![0];
    const ask = async (method: string) => {
      const answer = await fetch(`${people.holdfast.url}${path}`, { method });
      return [answer.status, /<h1>(.*?)<\/h1>/u.exec(await answer.text())?.[1]];
    };
    expect(await ask('GET')).toEqual([200, 'Ask for a person?']);
    expect(await shown(id)).toHaveLength(1);
    expect(await ask('POST')).toEqual([200, 'We have asked our staff']);
    expect(await ask('POST')).toEqual([200, 'We have asked our staff']);
    expect(await ask('GET')).toEqual([200, 'We have asked our staff']);
    expect((await shown(id))[1]).toContain('I would like a person to look at this.');
    expect(await shown(id)).toHaveLength(2);
    expect((await deps.tickets.find(id))?.lastWord?.by).toBe('requester');
    expect((await fetch(`${people.holdfast.url}/p/nonsense`)).status).toBe(404);
  });

  it('is sent once by the life of the ticket, although the worker ends in the wait', async () => {
    const { categories } = people.holdfast.deps;
    const other = (await categories.current()).find(({ name }) => name === 'other')!;
    const id = await answered();
    const soon = new Date(Date.now() + 4_000);
    await people.holdfast.mongo
      .collection<{ _id: string }>('tickets')
      .updateOne({ _id: id }, { $set: { 'scheduled.0.at': soon } });
    await people.holdfast.startWorker();
    await waitFor('the life', async () => {
      const found = await people.holdfast.deps.tickets.find(id);
      return found?.workflowStartedAt === null ? undefined : true;
    });
    await people.holdfast.stopWorker();
    await people.holdfast.startWorker();
    await waitFor('the answer', async () => ((await shown(id)).length > 0 ? true : undefined));
    expect([await shown(id), other.autoAnswerAbove]).toEqual([[expect.stringContaining(MARK)], 0.8]);
    await people.holdfast.stopWorker();
  });
});
