import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { PAGE_TEXTS } from '../../../src/api/pages/texts/page-texts.js';
import { sendDelivery } from '../../../src/app/mail/send-delivery.js';
import { LANGUAGES } from '../../../src/domain/languages.js';
import { withPeople } from '../../support/api/people.js';
import { serveWith } from '../../support/api/serve.js';

const people = withPeople();
const FORM = { name: 'Vera Visitor', title: 'The badge is broken', description: 'The door\nstays shut.' };

const get = async (path: string, language = 'en') => {
  const response = await fetch(people.holdfast.url + path, { headers: { 'accept-language': language } });
  return { status: response.status, headers: response.headers, text: await response.text() };
};
const post = async (
  path: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
) => {
  const response = await fetch(people.holdfast.url + path, {
    method: 'POST',
    headers,
    body: new URLSearchParams(fields),
  });
  return { status: response.status, text: await response.text() };
};

const submissions = (email: string) =>
  people.holdfast.mongo.collection<any>('form_submissions').find({ email }).toArray();
const mailsOf = async (email: string) => {
  const ids = (await submissions(email)).map(({ _id }) => _id);
  return people.holdfast.mongo
    .collection<any>('deliveries')
    .find({ 'details.submissionId': { $in: ids } })
    .toArray();
};
const ticketsTitled = async (title: string) =>
  (await people.maya.get(`/api/v1/tickets?q=${encodeURIComponent(title)}`)).body.tickets as any[];

/** Fills in the form, and returns the path of the mailed link. */
async function submit(fields: Readonly<Record<string, string>>, headers?: Record<string, string>) {
  const id = randomUUID();
  const answer = await post('/new', { ...FORM, id, ...fields }, headers);
  return { ...answer, id, link: `/new/${people.holdfast.deps.mailedSecrets.token(id)}` };
}

afterEach(async () => {
  await people.holdfast.mongo.collection('mail_effects').deleteMany({});
});

describe('the public form', () => {
  it('is shown in six languages, without a script', async () => {
    for (const language of LANGUAGES) {
      const { status, headers, text } = await get('/new', language);
      expect([status, text]).toEqual([200, expect.stringContaining(PAGE_TEXTS[language]['form.button'])]);
      expect(text).toContain(`<html lang="${language}">`);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(text).not.toContain('<script');
    }
  });

  it('opens a ticket once its sender has confirmed it, for a new person', async () => {
    const sent = await submit({ email: 'Vera@Visitor.example' }, { 'accept-language': 'de' });
    expect(sent.status).toBe(202);
    expect(sent.text).toContain('vera@visitor.example');
    expect(await people.holdfast.deps.users.findByAddress('vera@visitor.example')).toBeNull();
    const [delivery] = await mailsOf('vera@visitor.example');
    expect((await sendDelivery(people.holdfast.deps, delivery._id)).state).toBe('sent');
    const [mail] = (await people.holdfast.sink.received(1, ({ to }) =>
      JSON.stringify(to).includes('vera@visitor'),
    )) as any[];
    expect(mail.text).toContain(sent.link);
    expect(mail.subject).toContain('Bestätigen');
    // Anybody can enter the address of another.
    for (const word of ['badge', 'door', 'Vera Visitor']) expect(JSON.stringify(mail)).not.toContain(word);

    const shown = await get(sent.link);
    expect(shown.text).toContain('The badge is broken');
    expect(await ticketsTitled('badge broken')).toEqual([]);
    const [first, again] = [await post(sent.link, {}), await post(sent.link, {})];
    expect([first.status, again.status]).toEqual([200, 200]);
    const tickets = await ticketsTitled('badge broken');
    expect(tickets).toMatchObject([{ source: 'form', requester: { name: 'Vera Visitor' } }]);
    expect(first.text).toContain(tickets[0].number);
    const link = /href="(?:[^"]*)(\/t\/[^"]+)"/u.exec(first.text)?.[1];
    expect((await get(String(link))).text).toContain('The badge is broken');
    const person = await people.holdfast.deps.users.findByAddress('vera@visitor.example');
    expect(person).toMatchObject({ role: 'user', passwordHash: null, language: 'de' });
  });

  it('answers the same whether the address has an account, and takes the person who has it', async () => {
    const [known, unknown] = [
      await submit({ email: 'alice@holdfast.local', title: 'Known sender' }),
      await submit({ email: 'nobody@visitor.example' }),
    ];
    const bare = ({ status, text }: typeof known) => [status, text.replaceAll(/\S+@\S+/gu, 'address')];
    expect(bare(known)).toEqual(bare(unknown));
    await post(known.link, { name: 'Mallory' });
    expect(await ticketsTitled('Known sender')).toMatchObject([{ requester: { name: 'Alice' } }]);
  });

  it('sends nothing again after a second click', async () => {
    const fields = { ...FORM, id: randomUUID(), email: 'twice@visitor.example' };
    const answers = await Promise.all([post('/new', fields), post('/new', fields)]);
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    expect((await post('/new', fields)).status).toBe(202);
    expect(await mailsOf('twice@visitor.example')).toHaveLength(1);
  });

  it('mails an address a few times an hour only, and says the same afterwards', async () => {
    const email = 'flooded@visitor.example';
    const answers = [];
    for (let count = 0; count < 7; count += 1) answers.push(await submit({ email }));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(await mailsOf(email)).toHaveLength(5);
  });

  it('says when too many strangers would get a mail', async () => {
    const at = new Date();
    const noted = Array.from({ length: people.holdfast.deps.inbound.unprovenReceiptsPerHour }, () => ({
      ...{ _id: randomUUID() as any, mailId: randomUUID(), effect: 'confirmed', sender: randomUUID(), at },
    }));
    await people.holdfast.mongo.collection('mail_effects').insertMany(noted);
    expect((await submit({ email: 'late@visitor.example' })).status).toBe(429);
    expect(await submissions('late@visitor.example')).toEqual([]);
  });

  it('drops what programs fill in, and mail to ourselves', async () => {
    const trapped = await submit({ email: 'bot@visitor.example', website: 'https://spam.example' });
    expect(trapped.status).toBe(202);
    expect(await submissions('bot@visitor.example')).toEqual([]);
    const { sender } = await people.holdfast.deps.settings.current();
    expect((await submit({ email: sender.address })).status).toBe(202);
    expect(await submissions(sender.address)).toEqual([]);
  });

  it('keeps what was typed where something is wrong', async () => {
    const wrong = await submit({ email: 'not an address', name: '"><script>alert(1)</script>' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('The door');
    expect(wrong.text).not.toContain('<script');
    expect((await submit({ email: 'long@visitor.example', title: 'x'.repeat(201) })).status).toBe(422);
    expect((await submit({ email: 'big@visitor.example', description: 'x'.repeat(300_000) })).status).toBe(
      413,
    );
    expect((await submit({ email: 'a@visitor.example' }, { origin: 'https://evil.example' })).status).toBe(
      403,
    );
  });

  it('lets a link end, and refuses one that is made up', async () => {
    const { link, id } = await submit({ email: 'slow@visitor.example' });
    const { mongo } = people.holdfast;
    await mongo
      .collection<any>('form_submissions')
      .updateOne({ _id: id }, { $set: { expiresAt: new Date(0) } });
    expect([(await get(link)).status, (await post(link, {})).status]).toEqual([410, 410]);
    expect((await get('/new/made-up')).status).toBe(410);
    const [delivery] = await mailsOf('slow@visitor.example');
    await expect(sendDelivery(people.holdfast.deps, delivery._id)).rejects.toMatchObject({
      code: 'delivery_rejected',
    });
  });

  it('refuses a closed account after the address is proven only', async () => {
    const { users } = people.holdfast.deps;
    const sent = await submit({ email: 'closed@visitor.example' });
    await post(sent.link, {});
    const person = (await users.findByAddress('closed@visitor.example'))!;
    await people.holdfast.mongo
      .collection<any>('users')
      .updateOne({ _id: person.id }, { $set: { isActive: false } });
    const again = await submit({ email: 'closed@visitor.example' });
    expect(again.status).toBe(202);
    expect((await post(again.link, {})).status).toBe(403);
  });

  it('follows the setting, and the domains that may register', async () => {
    const change = (value: boolean | null) =>
      people.admin.with({ 'if-match': '*' }).patch('/api/v1/settings', { public_form: value });
    expect((await change(false)).status).toBe(200);
    expect([(await get('/new')).status, (await submit({ email: 'x@visitor.example' })).status]).toEqual([
      404, 404,
    ]);
    expect((await change(null)).status).toBe(200);
    const { deps } = people.holdfast;
    const registration = { ...deps.registration, domains: ['acme.example'] };
    const body = new URLSearchParams({ ...FORM, id: randomUUID(), email: 'x@visitor.example' });
    await serveWith(people.holdfast, { registration }, async ({ url }) => {
      expect((await fetch(`${url}/new`, { method: 'POST', body })).status).toBe(403);
    });
  });
});
