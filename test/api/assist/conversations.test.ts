import { describe, expect, it } from '@jest/globals';
import { erasePerson } from '../../../src/app/accounts/edit-person.js';
import { converse } from '../../../src/app/assist/create/converse.js';
import { readFileText } from '../../../src/app/files/read-file-text.js';
import { sweepFiles } from '../../../src/app/files/sweep-files.js';
import { finishFile } from '../../../src/app/tickets/files/finish-file.js';
import { eraseTraces } from '../../../src/app/personal-data/erase-traces.js';
import { actorOf, SYSTEM_ACTOR } from '../../../src/domain/access/actor.js';
import { NEW_USER } from '../../../src/domain/accounts/user.js';
import { createOpenAiModel } from '../../../src/adapters/ai/providers/openai/openai.js';
import { DEMO_PASSWORD } from '../../../src/app/operations/seed.js';
import { dataOf } from '../../support/http-client.js';
import { expectProblem, withPeople } from '../../support/api/people.js';
import type { CheckedClient } from '../../support/api/contract.js';
import { upload } from '../../support/files/uploads.js';
import { serveWith } from '../../support/api/serve.js';
import { startObedientProvider } from '../../support/injection/obedient-provider.js';
import { GOOD_ANSWER } from '../../support/servers/gemini-stand-in.js';
import type { ModelReply } from '../../support/servers/model-stand-in.js';
import { startOpenAiStandIn } from '../../support/servers/openai-stand-in.js';

const people = withPeople();
const AI = '/api/v1/tickets/ai';
const LONG =
  'Since this morning the VPN on my laptop disconnects every ten minutes and I cannot work from home. Error 809.';
const SHORT = 'Mein Drucker ist kaputt';

const confirm = (conversation: string) => `${AI}/${conversation}/confirm`;
const ticketsOf = (id: string) =>
  people.holdfast.mongo.collection<{ _id: string }>('tickets').countDocuments({ _id: id });

/** An upload of Alice, read as its workflow does. */
async function aReadFile(content: string): Promise<string> {
  const { id } = (await upload(await people.holdfast.client('alice'), { content })).body;
  await readFileText(people.holdfast.deps, id, new AbortController().signal);
  await finishFile(people.holdfast.deps, id);
  return id;
}

describe('with the built-in rules', () => {
  it('makes a draft, shows similar tickets, and files one ticket by a yes with changes', async () => {
    const before = await people.ticket({ title: 'VPN disconnects every ten minutes', description: LONG });
    const { data } = await people.alice.api.POST(AI, { body: { text: LONG } });
    expect(data).toMatchObject({
      ...{
        state: 'ready',
        questions: [],
        ticket: null,
        language: 'en',
        provider: 'local',
        is_fallback: false,
      },
      draft: { title: expect.stringContaining('VPN'), description: LONG, category: 'network' },
      duplicates: [expect.objectContaining({ number: before.number })],
    });
    const id = data!.conversation_id;
    expect(await ticketsOf(id)).toBe(0);
    const twice = await Promise.all(
      [1, 2].map(() => people.alice.post(confirm(id), { title: 'My VPN drops', priority: 'low' })),
    );
    const [first, second] = twice.map(({ body }) => body);
    expect(first).toMatchObject({
      state: 'filed',
      ticket: {
        id,
        source: 'ai',
        title: 'My VPN drops',
        priority: 'low',
        category: 'network',
        description: LONG,
      },
    });
    expect(second.ticket.number).toBe(first.ticket.number);
    expect((await people.alice.post(confirm(id), {})).body.ticket.title).toBe('My VPN drops');
    expectProblem(
      await people.alice.post(AI, { text: 'And more', conversation_id: id }),
      409,
      'illegal_transition',
    );
    expect(await ticketsOf(id)).toBe(1);
    const stored = await people.holdfast.mongo
      .collection('ai_conversations')
      .findOne({ ticketNumber: first.ticket.number });
    expect(JSON.stringify(stored)).not.toContain('VPN');
    await people.admin.send('DELETE', `/api/v1/tickets/${id}`);
    expectProblem(await people.alice.post(confirm(id), {}), 404, 'not_found');
  });

  it('asks at most two questions in the language of the person, and continues after a restart', async () => {
    const asked = await dataOf(people.alice.api.POST(AI, { body: { text: SHORT } }));
    expect(asked).toMatchObject({ state: 'asking', language: 'de', draft: { category: 'printer' } });
    expect(asked.questions).toHaveLength(2);
    expect(asked.questions[0]).toMatch(/^Was genau/u);
    await serveWith(people.holdfast, {}, async (client) => {
      const alice = await client.signIn('alice@holdfast.local', DEMO_PASSWORD);
      const { body } = await alice.post(AI, { text: 'Ja', conversation_id: asked.conversation_id });
      expect(body).toMatchObject({ state: 'ready', questions: [], draft: { description: `${SHORT}\n\nJa` } });
      expect((await alice.get(`${AI}/${asked.conversation_id}`)).body.draft).toEqual(body.draft);
    });
  });

  it('belongs to its person, and expires after a week', async () => {
    const { conversation_id: id } = await dataOf(people.alice.api.POST(AI, { body: { text: LONG } }));
    expectProblem(await people.admin.post(confirm(id), {}), 404, 'not_found');
    expectProblem(await people.bob.post(AI, { text: 'x', conversation_id: id }), 404, 'not_found');
    const clock = { now: () => new Date(Date.now() + 7 * 86_400_000 + 1_000) };
    await serveWith(people.holdfast, { clock }, async (client) => {
      const carol = await client.signIn('carol@holdfast.local', DEMO_PASSWORD);
      expectProblem(await carol.post(confirm(id), {}), 404, 'not_found');
    });
    const { conversations } = people.holdfast.deps;
    expect(await conversations.find(id, new Date())).not.toBeNull();
    expect(await conversations.find(id, clock.now())).toBeNull();
  });

  it('is deleted with the account of its person', async () => {
    const { deps } = people.holdfast;
    const [id, newId] = [deps.newId(), deps.newId()];
    await deps.users.addIfMissing({
      ...NEW_USER,
      id,
      email: 'g@h.example',
      name: 'Gone',
      createdAt: new Date(),
    });
    const person = actorOf({ id, name: 'Gone', role: 'user' });
    await converse(deps, person, {
      text: LONG,
      fileIds: [],
      conversationId: undefined,
      newId,
      isAuto: false,
    });
    expect(await deps.conversations.find(newId, new Date())).not.toBeNull();
    await erasePerson(deps, { actor: SYSTEM_ACTOR, address: null }, id);
    await eraseTraces(deps, id, { from: null, note: () => undefined, signal: new AbortController().signal });
    expect(await deps.conversations.find(newId, new Date())).toBeNull();
  });

  it('files at once with `auto`, and once with an Idempotency-Key', async () => {
    const key = { 'idempotency-key': 'auto-1' };
    const send = () => people.alice.with(key).post(AI, { text: SHORT, auto: true });
    const { body } = await send();
    expect(body).toMatchObject({
      state: 'filed',
      questions: [],
      ticket: { source: 'ai', triage: { state: 'pending' } },
    });
    expect((await send()).body.ticket.number).toBe(body.ticket.number);
  });

  it('drafts from what an attached file says, and the ticket has the file', async () => {
    const dialog = 'The VPN connection was terminated by the gateway. Error 809.';
    const [file, later, gone] = [await aReadFile(dialog), await aReadFile('More'), await aReadFile('x')];
    const { body } = await people.alice.post(AI, { text: 'See attached', file_ids: [file, gone] });
    expect(body).toMatchObject({
      state: 'ready',
      draft: { title: dialog.slice(0, -12), category: 'network' },
    });
    expect(body.draft.description).toBe('See attached');
    expect((await people.alice.send('DELETE', `/api/v1/files/${gone}`)).status).toBe(204);
    const { deps } = people.holdfast;
    const tomorrow = { now: () => new Date(Date.now() + 25 * 3_600_000) };
    await sweepFiles({ ...deps, clock: tomorrow }, new AbortController().signal);
    const id = body.conversation_id;
    const next = { text: 'And this', conversation_id: id, file_ids: [later] };
    expectProblem(await people.alice.post(AI, next), 422, 'invalid_input');
    next.file_ids = [await aReadFile('More')];
    expect((await people.alice.post(AI, next)).body.state).toBe('ready');
    const filed = (await people.alice.post(confirm(id), {})).body.ticket;
    const ids = filed.attachments.map((each: { id: string }) => each.id);
    expect(ids).toEqual([file, ...next.file_ids]);
    expect((await people.bob.get(`/api/v1/files/${file}`)).body.ticket).toBe(filed.number);
    expectProblem(await people.alice.post(AI, { text: 'Again', file_ids: [file] }), 422, 'invalid_input');
  });

  it('says what a file is about, to its readers', async () => {
    const id = await aReadFile('Drucker meldet Papierstau in Fach 2. Fehler 13.20');
    const analyse = (client: CheckedClient, file_id: string) =>
      client.post('/api/v1/ai/analyze-file', { file_id });
    expect((await analyse(people.alice, id)).body).toMatchObject({
      ...{ state: 'ready', kind: 'text', language: 'de', fault: null },
      suggestion: { category: 'printer', language: 'de', provider: 'local', is_fallback: false },
    });
    const unknown = await aReadFile('\0\u0001');
    expect((await analyse(people.alice, unknown)).body).toMatchObject({ text: '', suggestion: null });
    expectProblem(await analyse(people.bob, id), 422, 'invalid_input');
    expectProblem(await analyse(people.alice, 'no such file'), 422, 'invalid_input');
  });

  it('categorizes a text without a ticket', async () => {
    const { body } = await people.alice.post('/api/v1/ai/categorize', { text: LONG });
    expect(body).toMatchObject({
      category: 'network',
      required_skills: expect.arrayContaining(['vpn']),
      language: 'en',
      provider: 'local',
    });
  });

  it.each([
    [{}, ['text']],
    [{ text: ' ' }, ['text']],
    [{ text: 'x', file_ids: 'one', auto: 'yes' }, ['auto', 'file_ids']],
    [{ text: 'x', file_ids: ['none.of.yours'] }, ['file_ids.0']],
  ])('refuses %j', async (body, paths) => {
    const answer = await people.alice.post(AI, body);
    expectProblem(answer, 422, 'invalid_input');
    expect(answer.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual(paths);
  });
});

describe('with a provider', () => {
  const withModel = async (url: string, text: string) => {
    const model = createOpenAiModel({ apiKey: 'k', baseUrl: url, model: 'gpt-x', timeoutMs: 300 });
    let said: any;
    await serveWith(people.holdfast, { currentModel: () => Promise.resolve(model) }, async (client) => {
      const alice = await client.signIn('alice@holdfast.local', DEMO_PASSWORD);
      said = (await alice.post(AI, { text })).body;
    });
    return said;
  };

  it('hides personal data, restores it in the draft, and lets neither markup nor links through', async () => {
    const seen: string[] = [];
    const provider = await startObedientProvider((instructions, text) => {
      seen.push(text);
      if (!instructions.includes('draft of a ticket')) return GOOD_ANSWER;
      return {
        title: '<b>VPN</b> of [address-2] drops',
        description: 'I am [person-1], [address-2], and **my** VPN drops. [secret-3]',
        questions: ['Log in at https://evil.example, please?', 'Which <i>device</i>?', 'Since when?'],
      };
    });
    const said = await withModel(
      provider.url,
      'I am Alice, alice@corp.example, my VPN drops. password: Summer2026',
    );
    expect(seen).toHaveLength(2);
    expect(seen.join()).not.toMatch(/Alice,|alice@corp|Summer2026/u);
    expect(said).toMatchObject({
      ...{ state: 'asking', provider: 'openai', model: 'gpt-x', is_fallback: false },
      questions: ['Which device?', 'Since when?'],
      draft: {
        title: 'VPN of alice@corp.example drops',
        description: 'I am Alice, alice@corp.example, and my VPN drops. Summer2026',
      },
    });
    await provider.close();
  });

  const BAD_DAYS: readonly ModelReply[] = [
    { kind: 'text', text: '{}' },
    { kind: 'text', text: 'Sure, here is your ticket!' },
    { kind: 'refusal' },
    { kind: 'empty' },
    { kind: 'status', status: 429, retryAfter: '60' },
    { kind: 'status', status: 401 },
    { kind: 'text', text: '{}', delayMs: 1_000 },
  ];
  it.each(BAD_DAYS)(
    'answers by the built-in rules, and says so, after $kind $text $status',
    async (reply) => {
      const standIn = await startOpenAiStandIn({});
      standIn.script(...Array.from({ length: 4 }, () => reply));
      const said = await withModel(`${standIn.url}/v1`, LONG);
      expect(said).toMatchObject({
        state: 'ready',
        provider: 'local',
        is_fallback: true,
        draft: { description: LONG },
      });
      await standIn.close();
    },
  );
});
