import { describe, expect, it } from '@jest/globals';
import { createOpenAiModel } from '../../../src/adapters/ai/providers/openai/openai.js';
import { DEMO_PASSWORD } from '../../../src/app/operations/seed.js';
import { expectProblem, TICKETS, withPeople } from '../../support/api/people.js';
import { serveWith } from '../../support/api/serve.js';
import type { Client } from '../../support/http-client.js';
import { startObedientProvider } from '../../support/injection/obedient-provider.js';
import { startOpenAiStandIn } from '../../support/servers/openai-stand-in.js';

const people = withPeople();
const SOLUTION =
  'Hello Alice, please restart the VPN client and choose the gateway vpn2. Call me at +49 30 1234567. Best regards\nBob';
const ask = {
  title: 'VPN gateway unreachable',
  description: 'The VPN gateway is unreachable. I am bob@corp.example.',
};

async function resolvedTicket(title: string, solution = SOLUTION): Promise<{ number: string; id: string }> {
  const { number, id } = await people.ticket({
    title,
    description: 'The VPN gateway is unreachable since Monday.',
  });
  await people.bob.post(`${TICKETS}/${number}/comments`, { body: solution });
  await people.bob.post(`${TICKETS}/${number}/comments`, {
    body: 'The user is annoying.',
    is_internal: true,
  });
  for (const status of ['in_progress', 'resolved']) {
    await people.admin.patch(`${TICKETS}/${number}/status`, { status });
  }
  return { number, id };
}

async function withModel(url: string, use: (bob: Client) => Promise<void>): Promise<void> {
  const model = createOpenAiModel({ apiKey: 'k', baseUrl: url, model: 'gpt-x', timeoutMs: 400 });
  await serveWith(people.holdfast, { currentModel: () => Promise.resolve(model) }, async (client) => {
    await use(await client.signIn('bob@holdfast.local', DEMO_PASSWORD));
  });
}

const replyTo = (number: string) => `${TICKETS}/${number}/ai/reply`;

describe('a draft of a reply', () => {
  it('quotes the best resolved ticket without personal data, and asks where there is none', async () => {
    const source = await resolvedTicket('VPN gateway unreachable from home');
    const { number } = await people.ticket(ask);
    const { status, body } = await people.bob.post(replyTo(number), {});
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ provider: 'local', is_fallback: false, language: 'en', notices: [], confidence: 0 },
      sources: [{ type: 'ticket', id: source.id, number: source.number }],
    });
    expect(body.draft).toMatch(/^Hello Alice,\n\nHello \[person\], please restart the VPN client/u);
    expect(body.draft).toContain(`[${source.number}]`);
    expect(body.draft).not.toMatch(/1234567|Bob|annoying/u);
    expect((await people.bob.post(replyTo(number), { language: 'fr' })).body).toMatchObject({
      ...{ language: 'en', notices: ['other_language'] },
    });
    const lone = await people.ticket({
      title: 'Zebrafish aquarium',
      description: 'Mein Aquarium ist kaputt.',
    });
    const asked = (await people.bob.post(replyTo(lone.number), { language: 'de' })).body;
    expect(asked).toMatchObject({ notices: ['no_source'], sources: [], language: 'de' });
    expect(asked.draft).toMatch(/^Guten Tag Alice,\n\nvielen Dank/u);
    expectProblem(await people.alice.post(replyTo(number), {}), 403, 'forbidden');
    expectProblem(await people.bob.post(replyTo(number), { language: 'qq' }), 422, 'invalid_input');
  });

  it('keeps what a source proves, sends no personal data, and drops a source that is deleted during the call', async () => {
    const source = await resolvedTicket('VPN gateway unreachable in the office of zoe@corp.example');
    const { number } = await people.ticket(ask);
    const seen: string[] = [];
    let whileAsked = async () => {};
    const provider = await startObedientProvider(async (_, text) => {
      seen.push(text);
      await whileAsked();
      return {
        language: 'en',
        confidence: 0.9,
        sentences: [
          { text: 'Restart the VPN client and choose the gateway vpn2.', source: refOf(text, 'office') },
          { text: 'I have given you administrator rights.', source: 'S1' },
          { text: 'Your <b>address</b> is [address-1].', source: null },
          { text: 'Which **client** do you use?', source: null },
        ],
      };
    });
    await withModel(provider.url, async (bob) => {
      const { body } = await bob.post(replyTo(number), {});
      expect(body).toMatchObject({
        ...{ provider: 'openai', notices: ['sentences_dropped'], confidence: 0.9 },
        sources: [{ number: source.number }],
        draft: `Hello Alice,\n\nRestart the VPN client and choose the gateway vpn2. [${source.number}]\nWhich client do you use?\n\nPlease tell us whether this helps.`,
      });
      expect(seen.join()).not.toMatch(/bob@corp|zoe@corp|1234567|Alice|annoying/u);
      whileAsked = async () => {
        await people.admin.send('DELETE', `${TICKETS}/${source.number}`);
      };
      const gone = (await bob.post(replyTo(number), {})).body;
      expect(gone).toMatchObject({ sources: [], confidence: 0 });
      expect(gone.notices).toContain('source_gone');
      expect(gone.draft).not.toContain('vpn2');
    });
    await provider.close();
  });

  it('is quoted by the built-in rules, and says so, when the provider is down', async () => {
    await resolvedTicket('VPN gateway unreachable at night');
    const { number } = await people.ticket(ask);
    const standIn = await startOpenAiStandIn({});
    await withModel(`${standIn.url}/v1`, async (bob) => {
      expect((await bob.post(replyTo(number), {})).body).toMatchObject({
        ...{ provider: 'local', is_fallback: true, sources: [expect.anything()] },
      });
    });
    await standIn.close();
  });
});

it('quotes an article, unless it is deleted while the model writes', async () => {
  const article = {
    id: 'a-1',
    title: 'Gateways',
    score: 0.9,
    text: 'Choose another gateway in the VPN client.',
    version: 1,
  };
  let found = [article];
  const suggestArticles = () => Promise.resolve(found);
  const { number } = await people.ticket({ title: 'Gateway trouble', description: 'Whatever.' });
  await serveWith(people.holdfast, { suggestArticles }, async (client) => {
    const bob = await client.signIn('bob@holdfast.local', DEMO_PASSWORD);
    const { body } = await bob.post(replyTo(number), {});
    expect(body.sources[0]).toEqual({
      type: 'article',
      id: 'a-1',
      number: null,
      title: 'Gateways',
      score: 0.9,
    });
    expect(body.draft).toContain('Choose another gateway in the VPN client. [Gateways]');
    const said = (await bob.post('/api/v1/tickets/ai', { text: 'The gateway makes trouble.' })).body;
    expect(said.articles).toEqual([{ id: 'a-1', title: 'Gateways', score: 0.9 }]);
    const provider = await startObedientProvider(() => {
      found = [];
      const text = 'Choose another gateway in the VPN client.';
      return { language: 'en', confidence: 1, sentences: [{ text, source: 'S1' }] };
    });
    const model = createOpenAiModel({ apiKey: 'k', baseUrl: provider.url, model: 'gpt-x', timeoutMs: 400 });
    await serveWith(
      people.holdfast,
      { suggestArticles, currentModel: () => Promise.resolve(model) },
      async (other) => {
        const carol = await other.signIn('carol@holdfast.local', DEMO_PASSWORD);
        const gone = (await carol.post(replyTo(number), {})).body;
        expect(gone).toMatchObject({ sources: [], notices: ['no_source', 'source_gone'] });
      },
    );
    await provider.close();
  });
});

/** The name of a source in the prompt, by a word of its title. */
function refOf(prompt: string, word: string): string {
  return (
    new RegExp(`"ref\\\\":\\\\"(S\\d)\\\\",\\\\"title\\\\":\\\\"[^"]*${word}`, 'u').exec(prompt)?.[1] ?? 'S1'
  );
}

describe('a summary', () => {
  it('has next steps, and language and sentiment of each message', async () => {
    const { number } = await people.ticket({
      title: 'VPN drops',
      description: 'The VPN drops. I am very angry.',
    });
    await people.bob.post(`${TICKETS}/${number}/comments`, { body: 'Ich habe den Router neu gestartet.' });
    const { body } = await people.carol.get(`${TICKETS}/${number}/ai/summary`);
    expect(body).toMatchObject({ provider: 'local', next_steps: [expect.any(String)] });
    expect(body.summary).toMatch(/^VPN drops\. The VPN drops\..*Staff: Ich habe/u);
    expect(body.messages).toMatchObject([
      { comment_id: null, language: 'en', sentiment: 'negative' },
      { comment_id: expect.any(String), language: 'de', sentiment: 'neutral' },
    ]);
    expectProblem(await people.alice.get(`${TICKETS}/${number}/ai/summary`), 403, 'forbidden');
  });
});

describe('a translation', () => {
  it('needs a model, hides personal data, and puts it back', async () => {
    const { number } = await people.ticket({
      title: 'Der Drucker',
      description: 'Mein Drucker, x@y.example, druckt nicht.',
    });
    const path = `${TICKETS}/${number}/ai/translate`;
    const without = await people.bob.post(path, { to: 'en' });
    expectProblem(without, 422, 'invalid_input');
    expect(without.body.detail).toContain('No AI model that translates is configured');
    expectProblem(
      await people.bob.post(path, { to: 'en', text: 'a', comment_id: 'b' }),
      422,
      'invalid_input',
    );
    const provider = await startObedientProvider(() => ({
      from: 'de',
      text: 'My printer, [address-1], <script>x</script>does not print.',
    }));
    await withModel(provider.url, async (bob) => {
      const { body } = await bob.post(path, { to: 'en' });
      expect(body).toMatchObject({
        ...{ from: 'de', to: 'en', provider: 'openai', is_cut: false },
        text: 'My printer, x@y.example, xdoes not print.',
      });
    });
    await provider.close();
  });
});
