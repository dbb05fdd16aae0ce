import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createLanguageModel } from '../../../src/adapters/ai/create-language-model.js';
import { loadConfig } from '../../../src/config/config.js';
import { modelBySettings } from '../../../src/adapters/ai/settings-models.js';
import { AesGcmSealer } from '../../../src/adapters/auth/sealer.js';
import { SettingsMailer } from '../../../src/adapters/mail/settings-mailer.js';
import { sendDelivery } from '../../../src/app/mail/send-delivery.js';
import { ownAddresses } from '../../../src/app/tickets/participants/own-addresses.js';
import { CurrentSettings } from '../../../src/app/settings/current-settings.js';
import { addMinutes } from '../../../src/domain/time.js';
import { DEMO_PASSWORD } from '../../../src/app/operations/seed.js';
import { expectProblem, faultPaths, withPeople } from '../../support/api/people.js';
import { serveWith } from '../../support/api/serve.js';
import { startGeminiStandIn } from '../../support/servers/gemini-stand-in.js';
import { startSmtpSink, type SmtpSink } from '../../support/servers/smtp-sink.js';
import { waitFor } from '../../support/wait-for.js';

const V1 = '/api/v1';
const SETTINGS = `${V1}/settings`;
const NOTHING = {
  desk_name: null,
  sender: null,
  smtp_url: null,
  smtp_requires_tls: null,
  send_delay_seconds: null,
  reopens_by_answer: null,
  capacity_weights: null,
  public_knowledge: null,
  public_form: null,
  public_chat: null,
  gemini_api_key: null,
};
const KEY = 'AIza-a-key-of-this-test-0042';

/** The model is set by the environment, everything else is free. */
const people = withPeople({
  worker: false,
  environment: {
    JWT_SECRET: 'a-secret-of-this-test-0123456789abcdef',
    SMTP_URL: '',
    GEMINI_MODEL: 'gemini-of-the-environment',
  },
});
let sink: SmtpSink;

beforeAll(async () => {
  sink = await startSmtpSink();
});
afterAll(() => sink.close());
beforeEach(async () => {
  sink.answerWith('accept');
  expect((await people.admin.patch(SETTINGS, NOTHING)).status).toBe(200);
});

const set = async (edit: object) => {
  const answer = await people.admin.patch(SETTINGS, edit);
  expect(answer).toMatchObject({ status: 200 });
  return answer.body;
};

describe('settings', () => {
  it('begin with their defaults, and say where each is from', async () => {
    const { status, headers, body } = await people.admin.get(SETTINGS);
    expect([status, headers.get('etag')]).toEqual([200, `"${body.version}"`]);
    expect(body).toMatchObject({
      desk_name: { value: 'Holdfast', source: 'default' },
      sender: { value: { name: 'Holdfast', address: 'helpdesk@holdfast.local' }, source: 'default' },
      smtp_url: { is_set: true, shown: 'smtp://127.0.0.1:1025', is_readable: true, source: 'default' },
      gemini_api_key: { is_set: false, shown: null, is_readable: true, source: 'default' },
      gemini_model: { value: 'gemini-of-the-environment', source: 'environment' },
      reopens_by_answer: { value: true, source: 'default' },
      public_knowledge: { value: true, source: 'default' },
      public_form: { value: true, source: 'default' },
      public_chat: { value: true, source: 'default' },
    });
  });

  it('are changed in versions, by one at a time', async () => {
    const before = (await people.admin.get(SETTINGS)).body.version as number;
    const changed = await people.admin.at(before).patch(SETTINGS, { desk_name: 'Acme IT' });
    expect(changed.body).toMatchObject({
      desk_name: { value: 'Acme IT', source: 'database' },
      sender: { value: { name: 'Acme IT' }, source: 'default' },
      version: before + 1,
      created_by: { name: 'Admin' },
    });
    expectProblem(
      await people.admin.at(before).patch(SETTINGS, { desk_name: 'Late' }),
      412,
      'version_conflict',
    );
    const together = await Promise.all(
      [1, 2, 3].map((seconds) => people.admin.patch(SETTINGS, { send_delay_seconds: seconds })),
    );
    const wins = together.filter(({ status }) => status === 200).length;
    expect(together.every(({ status }) => status === 200 || status === 412)).toBe(true);
    expect((await people.admin.get(SETTINGS)).body.version).toBe(before + 1 + wins);
  });

  it('weigh tickets by priority, and keep the weight of each until it changes', async () => {
    const bob = await people.idOf(people.bob);
    const load = async () => (await people.holdfast.deps.users.find(bob))!.load;
    const before = await load();
    await set({ capacity_weights: { low: 1, medium: 1, high: 2, urgent: 3 } });
    const body = { title: 'Down', description: 'All of it', priority: 'urgent', assignee_id: bob };
    const { number } = (await people.maya.post(`${V1}/tickets`, body)).body;
    expect(await load()).toBe(before + 3);
    await set({ capacity_weights: null });
    const bobs = people.bob.with({ 'if-match': '*' });
    expect((await bobs.post(`${V1}/tickets/${number}/accept`)).status).toBe(200);
    expect(await load()).toBe(before + 3);
    expect((await bobs.patch(`${V1}/tickets/${number}`, { priority: 'low' })).status).toBe(200);
    expect(await load()).toBe(before + 1);
    expect((await bobs.post(`${V1}/tickets/${number}/cancel`)).status).toBe(200);
    expect(await load()).toBe(before);
    const wrong = await people.admin.patch(SETTINGS, { capacity_weights: { low: 0, medium: 1, high: 1 } });
    expect(faultPaths(wrong)).toEqual(['capacity_weights.low', 'capacity_weights.urgent']);
  });

  it('keep the former address of the sender as ours', async () => {
    await set({ sender: { name: 'Acme', address: 'Old@acme.example' } });
    await set({ sender: { name: 'Acme', address: 'new@acme.example' } });
    expect(await ownAddresses(people.holdfast.deps)).toEqual(
      expect.arrayContaining(['old@acme.example', 'new@acme.example']),
    );
  });

  it('are for administrators alone, and no key changes them', async () => {
    for (const person of [people.alice, people.bob, people.maya]) {
      expectProblem(await person.get(SETTINGS), 403, 'forbidden');
      expectProblem(await person.patch(SETTINGS, { desk_name: 'Mine' }), 403, 'forbidden');
      expectProblem(await person.post(`${SETTINGS}/smtp/test`, undefined), 403, 'forbidden');
    }
    const made = await people.admin.post(`${V1}/auth/api-keys`, { name: 'k', scopes: ['admin'] });
    const key = people.nobody.with({ 'x-api-key': made.body.key, 'if-match': '*' });
    expect((await key.get(SETTINGS)).status).toBe(200);
    expectProblem(await key.patch(SETTINGS, { desk_name: 'Mine' }), 403, 'forbidden');
  });

  it('name every fault, and refuse what the environment sets', async () => {
    expectProblem(await people.admin.patch(SETTINGS, {}), 422, 'invalid_input');
    const wrong = await people.admin.patch(SETTINGS, {
      desk_name: 'two\nlines',
      sender: { name: 'x', address: 'nobody' },
      smtp_url: 'smtp://a b',
      send_delay_seconds: 901,
      what: 1,
    });
    expectProblem(wrong, 422, 'invalid_input');
    expect(faultPaths(wrong)).toEqual([
      'desk_name',
      'send_delay_seconds',
      'sender.address',
      'smtp_url',
      'what',
    ]);
    const fixed = await people.admin.patch(SETTINGS, { gemini_model: 'mine', smtp_url: 'http://mail' });
    expectProblem(fixed, 422, 'invalid_input');
    expect(faultPaths(fixed)).toEqual(['gemini_model', 'smtp_url']);
    expect(JSON.stringify(fixed.body)).toContain('GEMINI_MODEL');
  });

  it('return no secret, neither in answers nor in events nor in the database', async () => {
    const body = await set({ smtp_url: 'smtp://user:pass-0815@mail.example:587', gemini_api_key: KEY });
    expect(body).toMatchObject({
      smtp_url: { is_set: true, shown: 'smtp://mail.example:587', source: 'database' },
      gemini_api_key: { is_set: true, shown: '…0042', source: 'database' },
    });
    const events = await people.admin.get(`${V1}/admin/security-events?action=settings.changed`);
    expect(events.body.security_events[0]).toMatchObject({
      action: 'settings.changed',
      actor: { name: 'Admin' },
      user: null,
      details: {
        version: body.version,
        smtp_url: { from: null, to: 'smtp://mail.example:587' },
        gemini_api_key: { from: null, to: '…0042' },
      },
    });
    const documents = await people.holdfast.mongo.collection('desk_settings').find().toArray();
    const all = JSON.stringify([body, (await people.admin.get(SETTINGS)).body, events.body, documents]);
    expect(all).not.toMatch(/pass-0815|a-key-of-this-test/u);
  });

  it('store no secret without a key, and say what to set', async () => {
    await serveWith(people.holdfast, { settingsSealer: null }, async (client) => {
      const admin = (await client.signIn('admin@holdfast.local', DEMO_PASSWORD)).with({ 'if-match': '*' });
      const refused = await admin.patch(SETTINGS, { gemini_api_key: KEY });
      expectProblem(refused, 422, 'invalid_input');
      expect(refused.body.errors[0].message).toMatch(/JWT_SECRET.*openssl.*GEMINI_API_KEY/u);
      expect((await admin.patch(SETTINGS, { gemini_api_key: null, desk_name: 'Acme' })).status).toBe(200);
    });
  });

  it('say that a secret was sealed with another key, and send nowhere else', async () => {
    await set({ smtp_url: sink.url });
    const { deskSettings, logger, settingsAround: around } = people.holdfast.deps;
    const sealer = new AesGcmSealer('the secret of another day');
    const settings = new CurrentSettings({ settings: deskSettings, around, sealer, logger });
    const mailer = new SettingsMailer(settings, 2);
    await serveWith(people.holdfast, { settings, mailer }, async (client) => {
      const admin = await client.signIn('admin@holdfast.local', DEMO_PASSWORD);
      expect((await admin.get(SETTINGS)).body.smtp_url).toMatchObject({ is_set: true, is_readable: false });
      const test = await admin.post(`${SETTINGS}/smtp/test`);
      expect(test.body).toMatchObject({ result: 'not_set', detail: expect.stringMatching(/JWT_SECRET/u) });
    });
    mailer.close();
  });

  it('reach other processes within seconds, and name the desk on pages and in the API document', async () => {
    const { deskSettings, sealer, logger, settingsAround: around } = people.holdfast.deps;
    const elsewhere = new CurrentSettings({ settings: deskSettings, around, sealer, logger });
    expect((await elsewhere.current()).deskName).toBe('Holdfast');
    await set({ desk_name: 'Acme <IT>' });
    await waitFor('the name of the desk elsewhere', async () =>
      (await elsewhere.current()).deskName === 'Acme <IT>' ? true : undefined,
    );
    expect((await people.nobody.get('/openapi.json')).body.info.title).toBe('Acme <IT>');
    expect((await people.nobody.get('/reset-password/none')).body).toContain('· Acme &lt;IT&gt;</title>');
  });
});

describe('mails', () => {
  async function aReply(): Promise<{
    readonly id: string;
    readonly comment: string;
    readonly number: string;
  }> {
    const ticket = await people.ticket({ title: `Of ${randomUUID()}` });
    const said = await people.bob.post(`${V1}/tickets/${ticket.id}/comments`, { body: 'The first text' });
    const { deliveries } = people.holdfast.deps;
    const unsent = await Promise.all((await deliveries.unsent(ticket.id)).map((id) => deliveries.find(id)));
    const reply = unsent.find((each) => each?.kind === 'reply');
    return { id: reply!.id, comment: said.body.id, number: ticket.number };
  }
  const sent = (number: string) => sink.mails.filter(({ subject }) => subject?.includes(number) === true);

  it('go to the server, from the sender and with the name of the settings', async () => {
    const sender = { name: 'Acme help', address: 'help@acme.example' };
    await set({ smtp_url: sink.url, sender, desk_name: 'Acme IT' });
    const { id, number } = await aReply();
    expect((await sendDelivery(people.holdfast.deps, id)).state).toBe('sent');
    const [mail] = sent(number);
    expect(mail!.from!.text).toBe('"Acme help" <help@acme.example>');
    expect(mail!.html).toContain('Sent by Acme IT, your help desk.');
    expect(mail!.text).not.toContain('Holdfast');
  });

  it('about comments wait for the delay, and say what the comment says then', async () => {
    await set({ smtp_url: sink.url, send_delay_seconds: 60 });
    const { id, comment, number } = await aReply();
    const { deps } = people.holdfast;
    const held = await sendDelivery(deps, id);
    expect(held).toMatchObject({ state: 'queued', waitsUntil: expect.any(Date) });
    expect(sent(number)).toEqual([]);
    const change = { body: 'The second text' };
    expect((await people.bob.patch(`${V1}/tickets/${number}/comments/${comment}`, change)).status).toBe(200);
    const clock = { now: () => addMinutes(new Date(), 1.01) };
    expect((await sendDelivery({ ...deps, clock }, id)).state).toBe('sent');
    expect(sent(number)[0]!.text).toContain('The second text');
    expect(sent(number)[0]!.text).not.toContain('The first text');
  });

  it('on their way are finished when the server changes, and the next goes to the new one', async () => {
    const slow = await startSmtpSink(0, 400);
    try {
      await set({ smtp_url: slow.url });
      const [first, second] = [await aReply(), await aReply()];
      const sending = sendDelivery(people.holdfast.deps, first.id);
      await waitFor('the mail on its way', () => (slow.asked.length > 0 ? true : undefined));
      await set({ smtp_url: sink.url });
      expect((await sendDelivery(people.holdfast.deps, second.id)).state).toBe('sent');
      expect((await sending).state).toBe('sent');
      expect([slow.mails.length, sent(second.number).length]).toEqual([1, 1]);
      await slow.leftAlone();
    } finally {
      await slow.close();
    }
  });
});

describe('tests of the settings', () => {
  const smtp = async () => (await people.admin.post(`${SETTINGS}/smtp/test`, undefined)).body;

  it('send a mail to the caller, or say why not', async () => {
    await set({ smtp_url: sink.url, desk_name: 'Acme IT' });
    expect(await smtp()).toMatchObject({ result: 'ok', took_ms: expect.any(Number) });
    await sink.received(1, ({ subject }) => subject === 'Test mail of Acme IT');
    sink.answerWith(550);
    expect(await smtp()).toMatchObject({ result: 'refused', detail: 'The mail server answered 550.' });
    sink.answerWith(450);
    expect(await smtp()).toMatchObject({ result: 'unavailable' });
    await set({ smtp_url: 'smtp://127.0.0.1:1' });
    expect(await smtp()).toMatchObject({ result: 'unavailable' });
    await set({ smtp_url: sink.url, smtp_requires_tls: true });
    expect(await smtp()).toMatchObject({ result: 'unavailable' });
  });
});

it('the AI provider is asked with the key of the settings, without a restart', async () => {
  const gemini = await startGeminiStandIn();
  const { settings, vocabulary } = people.holdfast.deps;
  const { ai } = loadConfig({ GEMINI_BASE_URL: gemini.url });
  const file = { current: () => Promise.resolve({ config: { tasks: {} } }) };
  const currentModel = modelBySettings({ settings, environment: ai, file }, (_, chosen) =>
    createLanguageModel(chosen, { vocabulary, active: { current: () => Promise.resolve(null) } }),
  );
  await serveWith(people.holdfast, { currentModel }, async (client) => {
    const admin = (await client.signIn('admin@holdfast.local', DEMO_PASSWORD)).with({ 'if-match': '*' });
    const test = async () => (await admin.post(`${SETTINGS}/ai/test`)).body;
    expect(await test()).toMatchObject({ result: 'not_set' });
    expect((await currentModel()).provider).toBe('local');
    expect((await admin.patch(SETTINGS, { gemini_api_key: KEY })).status).toBe(200);
    gemini.script({ kind: 'answer', answer: { answer: 'ok' } });
    expect(await test()).toMatchObject({ result: 'ok', detail: expect.stringContaining('gemini') });
    expect(gemini.requests.at(-1)!.headers['x-goog-api-key']).toBe(KEY);
    gemini.script({ kind: 'status', status: 403 });
    expect(await test()).toMatchObject({ result: 'refused' });
    gemini.script({ kind: 'status', status: 503 });
    expect(await test()).toMatchObject({ result: 'unavailable' });
    expect(await currentModel()).toBe(await currentModel());
  });
  await gemini.close();
});
