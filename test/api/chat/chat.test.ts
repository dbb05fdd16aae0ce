import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { sendDelivery } from '../../../src/app/mail/send-delivery.js';
import { LANGUAGES } from '../../../src/domain/languages.js';
import { PAGE_TEXTS } from '../../../src/api/pages/texts/page-texts.js';
import { addMinutes } from '../../../src/domain/time.js';
import { expectProblem, TICKETS, withPeople } from '../../support/api/people.js';
import { serveWith } from '../../support/api/serve.js';
import { followAs } from '../../support/live.js';
import { waitFor } from '../../support/wait-for.js';

const people = withPeople();
const CHAT = '/api/v1/chat';

/** Starts a conversation, and returns a client with its token. */
async function start(fields: object = {}, as = people.nobody) {
  const { token } = (await as.post(`${CHAT}/tokens`)).body;
  const visitor = people.nobody.with({ 'x-chat-token': token });
  const body = { text: 'My badge is broken.\nThe door stays shut.', ...fields };
  const started = await as.with({ 'x-chat-token': token }).post(CHAT, body);
  expect(started.status).toBe(200);
  return { token: String(token), visitor, started, number: String(started.body.number) };
}

const answer = (number: string, body: string, fields: object = {}) =>
  people.bob.post(`${TICKETS}/${number}/comments`, { body, ...fields });

/** The mail about a comment to the requester, after it was tried. */
async function mailAbout(comment: string, deps = people.holdfast.deps) {
  const filter = { kind: 'reply', 'details.comment_id': comment };
  const deliveries = people.holdfast.mongo.collection<any>('deliveries');
  const { _id } = (await deliveries.findOne(filter))!;
  const sent = await sendDelivery(deps, _id);
  return { id: String(_id), ...sent, answer: String((await deliveries.findOne({ _id }))!['answer']) };
}

describe('a conversation of a visitor', () => {
  it('is a ticket, opened once however often its start is sent', async () => {
    const { visitor, started, number } = await start({ name: 'Vera', email: 'vera@visitor.example' });
    expect(started.body).toMatchObject({
      status: 'open',
      is_over: false,
      email: 'vera@visitor.example',
      messages: [{ is_own: true, author: 'Vera', text: 'My badge is broken.\nThe door stays shut.' }],
    });
    const again = await visitor.post(CHAT, { text: 'Something else' });
    expect([again.status, again.body.number, again.body.messages.length]).toEqual([200, number, 1]);
    const ticket = (await people.bob.get(`${TICKETS}/${number}`)).body;
    expect(ticket).toMatchObject({
      source: 'chat',
      title: 'My badge is broken.',
      requester: { name: 'Vera' },
      answer_to: { address: 'vera@visitor.example' },
    });
    const account = await people.holdfast.deps.users.find(ticket.requester.id);
    expect(account).toMatchObject({ role: 'user', email: expect.stringMatching(/@visitor\.invalid$/u) });
    // An address that anybody can enter gives nobody another person's account.
    const posing = await start({ name: 'Alice', email: 'alice@holdfast.local' });
    const theirs = (await people.bob.get(`${TICKETS}/${posing.number}`)).body;
    expect(theirs.requester.id).not.toBe(await people.idOf(people.alice));
  });

  it('takes messages once each, and shows the answers of staff but no notes', async () => {
    const { visitor, number } = await start();
    const once = visitor.with({ 'idempotency-key': randomUUID() });
    const said = await once.post(`${CHAT}/messages`, { text: 'It is room 7.' });
    expect((await once.post(`${CHAT}/messages`, { text: 'It is room 7.' })).body).toEqual(said.body);
    await answer(number, 'Which colour is it?');
    await answer(number, 'He sounds upset.', { is_internal: true });
    const { body } = await visitor.get(CHAT);
    expect(body.messages.map(({ is_own, author, text }: any) => [is_own, author, text])).toEqual([
      [true, 'Visitor', 'My badge is broken.\nThe door stays shut.'],
      [true, 'Visitor', 'It is room 7.'],
      [false, 'Bob', 'Which colour is it?'],
    ]);
    expect(JSON.stringify(body)).not.toContain('upset');
  });

  it('is live for both: events and typing, and nothing internal', async () => {
    const { token, visitor, number } = await start();
    const stream = await fetch(`${people.holdfast.url}${CHAT}/events`, {
      headers: { 'x-chat-token': token },
    });
    let text = '';
    void (async () => {
      for await (const chunk of stream.body!.pipeThrough(new TextDecoderStream())) text += chunk;
    })().catch(() => undefined);
    const staff = await followAs(people.holdfast.url, people.bob, { tickets: [number] });
    await visitor.put(`${CHAT}/presence`, { state: 'typing' });
    const seen = await staff.next({ type: 'presence' });
    expect(seen['people']).toMatchObject([{ state: 'typing', person: { name: 'Visitor' } }]);
    await people.bob.put(`${TICKETS}/${number}/presence`, { state: 'typing' });
    await waitFor('typing in the stream', () => text.includes('event: presence') || undefined);
    await answer(number, 'A secret of ours.', { is_internal: true });
    await answer(number, 'Hello.');
    await waitFor('the answer in the stream', () => text.includes('ticket.commented') || undefined);
    expect(text).not.toMatch(/secret|is_internal":true/u);
    staff.close();
    await stream.body?.cancel().catch(() => undefined);
  });

  it('is mailed while the visitor is away, and not while they read', async () => {
    const { visitor, number } = await start({ name: 'Vera', email: 'away@visitor.example' });
    const first = (await answer(number, 'The first answer.')).body.id;
    expect(await mailAbout(first)).toMatchObject({ state: 'sent' });
    await people.holdfast.sink.received(1, ({ to }) => JSON.stringify(to).includes('away@visitor'));

    await visitor.put(`${CHAT}/presence`, { state: 'viewing' });
    const second = (await answer(number, 'The second answer.')).body.id;
    const waiting = await mailAbout(second);
    expect(waiting).toMatchObject({ state: 'queued', answer: 'Waiting: the requester is in the chat.' });
    const at = (minutes: number) => {
      const { deps } = people.holdfast;
      return { ...deps, clock: { now: () => addMinutes(deps.clock.now(), minutes) } };
    };
    await visitor.put(`${CHAT}/presence`, { state: 'viewing', seen: second });
    expect(await sendDelivery(at(1), waiting.id)).toMatchObject({ state: 'suppressed' });

    const third = (await answer(number, 'The third answer.')).body.id;
    const left = await mailAbout(third);
    expect(left.state).toBe('queued');
    await visitor.put(`${CHAT}/presence`, { state: 'away' });
    expect(await sendDelivery(at(1), left.id)).toMatchObject({ state: 'sent' });
  });

  it('needs no address, and takes one later', async () => {
    const { visitor, number, started } = await start();
    expect(started.body.email).toBeNull();
    const first = (await answer(number, 'Are you there?')).body.id;
    expect(await mailAbout(first)).toMatchObject({ state: 'suppressed' });
    const changed = await visitor.put(`${CHAT}/address`, { email: 'later@visitor.example' });
    expect(changed.body.email).toBe('later@visitor.example');
    const second = (await answer(number, 'And now?')).body.id;
    expect(await mailAbout(second)).toMatchObject({ state: 'sent' });
    const trail = (await people.bob.get(`${TICKETS}/${number}/activities`)).body.activities;
    expect(JSON.stringify(trail)).not.toContain('later@visitor.example');
  });

  it('belongs to a person who is signed in', async () => {
    const { visitor, number } = await start({ name: 'Mallory', email: 'm@evil.example' }, people.alice);
    expect((await visitor.get(CHAT)).body.messages[0].author).toBe('Alice');
    const ticket = (await people.alice.get(`${TICKETS}/${number}`)).body;
    expect(ticket.requester.name).toBe('Alice');
    expect((await people.bob.get(`${TICKETS}/${number}`)).body.answer_to).toBeUndefined();
  });

  it('ends with its ticket, and its token with the link', async () => {
    const { visitor, number } = await start();
    for (const step of ['resolve', 'close']) {
      await people.bob.post(`${TICKETS}/${number}/${step}`, { resolution_code: 'fixed' });
    }
    expect((await visitor.get(CHAT)).body.is_over).toBe(true);
    expectProblem(
      await visitor.post(`${CHAT}/messages`, { text: 'One more thing.' }),
      409,
      'illegal_transition',
    );
    const revoked = await people.bob.send('DELETE', `${TICKETS}/${number}/requester-links`);
    expect(revoked.status).toBe(204);
    expectProblem(await visitor.get(CHAT), 410, 'link_expired');
  });

  it('refuses other tokens and other conversations', async () => {
    const one = await start();
    const other = await start();
    expectProblem(await people.nobody.get(CHAT), 401, 'unauthenticated');
    const forged = people.nobody.with({ 'x-chat-token': 'made-up' });
    expectProblem(await forged.get(CHAT), 410, 'link_expired');
    expectProblem(await forged.post(CHAT, { text: 'Hello' }), 401, 'unauthenticated');
    const theirs = (await answer(other.number, 'For the other one.')).body.id;
    expectProblem(
      await one.visitor.put(`${CHAT}/presence`, { state: 'viewing', seen: theirs }),
      404,
      'not_found',
    );
    const note = (await answer(one.number, 'A note.', { is_internal: true })).body.id;
    expectProblem(
      await one.visitor.put(`${CHAT}/presence`, { state: 'viewing', seen: note }),
      404,
      'not_found',
    );
    expectProblem(await one.visitor.post(`${CHAT}/messages`, { text: '' }), 422, 'invalid_input');
  });
});

describe('the page of the chat', () => {
  it('is there in six languages, with a script of ours alone', async () => {
    for (const language of LANGUAGES) {
      const page = await fetch(`${people.holdfast.url}/chat`, { headers: { 'accept-language': language } });
      expect(await page.text()).toContain(PAGE_TEXTS[language]['chat.send']);
    }
    const page = await fetch(`${people.holdfast.url}/chat`);
    const [, path] = /src="(\/chat\/[0-9a-f]{16}\.js)" integrity="sha384-/u.exec(await page.text()) ?? [];
    const script = await fetch(people.holdfast.url + path!);
    expect(script.headers.get('content-type')).toContain('text/javascript');
    expect(script.headers.get('cache-control')).toContain('immutable');
    const policy = page.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'sha256-");
    expect(policy).toContain("frame-ancestors 'self'");
    expect(policy).not.toContain('unsafe');
    expect(page.headers.get('x-frame-options')).toBeNull();
  });

  it('is shown in frames of the allowed origins only, and not at all where it is off', async () => {
    await serveWith(people.holdfast, { chatOrigins: ['https://www.acme.example'] }, async ({ url }) => {
      const policy = (await fetch(`${url}/chat`)).headers.get('content-security-policy');
      expect(policy).toMatch(/frame-ancestors 'self' https:\/\/www\.acme\.example$/u);
    });
    const { visitor } = await start();
    const change = (value: boolean | null) =>
      people.admin.with({ 'if-match': '*' }).patch('/api/v1/settings', { public_chat: value });
    expect((await change(false)).status).toBe(200);
    expect((await fetch(`${people.holdfast.url}/chat`)).status).toBe(404);
    expect((await people.nobody.post(`${CHAT}/tokens`)).status).toBe(404);
    expect((await visitor.get(CHAT)).status).toBe(404);
    expect((await change(null)).status).toBe(200);
  });
});
