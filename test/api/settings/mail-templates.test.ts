import { beforeAll, describe, expect, it } from '@jest/globals';
import { sendDelivery } from '../../../src/app/mail/send-delivery.js';
import { CurrentTemplates } from '../../../src/app/settings/current-templates.js';
import { LANGUAGES } from '../../../src/domain/languages.js';
import { TEMPLATE_KINDS } from '../../../src/domain/mail/mail-templates.js';
import { expectProblem, faultPaths, withPeople } from '../../support/api/people.js';
import { waitFor } from '../../support/wait-for.js';

const people = withPeople();
const TEMPLATES = '/api/v1/mail-templates';
const REPLY = `${TEMPLATES}/reply/en`;
const WORDS = { subject: 'News', text: 'Hi,\n{{author}} of {{desk}} wrote on {{number}}:' };

describe('mail templates', () => {
  it('are listed in every kind and language, page by page', async () => {
    const keys: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const query = cursor === '' ? '' : `&cursor=${cursor}`;
      const { body } = await people.maya.get(`${TEMPLATES}?page_size=50${query}`);
      keys.push(...body.mail_templates.map((each: any) => `${each.kind}/${each.language}`));
      expect(body.total).toBe(TEMPLATE_KINDS.length * LANGUAGES.length);
      cursor = body.next_cursor as string | null;
    }
    expect(keys).toEqual(
      TEMPLATE_KINDS.flatMap((kind) => LANGUAGES.map((language) => `${kind}/${language}`)).sort(),
    );
  });

  it('are changed by administrators in versions, and go back', async () => {
    const first = await people.admin.get(REPLY);
    expect([first.headers.get('etag'), first.body]).toMatchObject([
      '"0"',
      { is_built_in: true, subject: 'New reply', text: '{{author}} replied to {{number}}:', version: 0 },
    ]);
    const stored = await people.admin.at(0).put(REPLY, WORDS);
    expect(stored.body).toMatchObject({
      ...WORDS,
      is_built_in: false,
      version: 1,
      created_by: { name: 'Admin' },
    });
    expect((await people.maya.get(REPLY)).body).toEqual(stored.body);
    expectProblem(await people.admin.at(0).put(REPLY, WORDS), 412, 'version_conflict');
    const together = await Promise.all(
      [1, 2, 3].map((n) => people.admin.at(1).put(REPLY, { ...WORDS, subject: `${n}` })),
    );
    expect(together.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    expect((await people.admin.send('DELETE', REPLY)).status).toBe(204);
    expect((await people.admin.get(REPLY)).body).toMatchObject({
      is_built_in: true,
      subject: 'New reply',
      version: 3,
    });
    expect((await people.admin.get(`${REPLY}?version=1`)).body).toEqual(stored.body);
    expectProblem(await people.admin.get(`${REPLY}?version=9`), 404, 'not_found');
    const { body } = await people.admin.get('/api/v1/admin/security-events?action=mail_template.changed');
    expect(body.security_events.map(({ details }: any) => details.is_built_in)).toEqual([true, false, false]);
  });

  it('are for managers to read and administrators to change', async () => {
    expectProblem(await people.bob.get(REPLY), 403, 'forbidden');
    expectProblem(await people.maya.put(REPLY, WORDS), 403, 'forbidden');
    expectProblem(await people.maya.send('DELETE', REPLY), 403, 'forbidden');
  });

  it('name every fault', async () => {
    const wrong = await people.admin.put(REPLY, { subject: '{{nubmer}}', text: '{{author} {{x}}' });
    expectProblem(wrong, 422, 'invalid_input');
    expect(faultPaths(wrong)).toEqual(['subject', 'text']);
    expect(JSON.stringify(wrong.body.errors)).toContain('{{author}}, {{number}}, {{desk}}');
    expectProblem(
      await people.admin.put(REPLY, { subject: 'a\r\nBcc: x@y.example', text: '' }),
      422,
      'invalid_input',
    );
    // A confirmation to a sender who may be forged repeats nothing that a stranger wrote.
    const received = `${TEMPLATES}/received/en`;
    const title = await people.admin.put(received, { subject: 'x', text: '{{title}}' });
    expect(faultPaths(title)).toEqual(['text']);
    for (const path of ['assigned/en', 'reply/xx']) {
      expectProblem(await people.admin.get(`${TEMPLATES}/${path}`), 404, 'not_found');
      expectProblem(await people.admin.put(`${TEMPLATES}/${path}`, WORDS), 404, 'not_found');
    }
  });

  it('are shown with sample data, unsaved ones as well', async () => {
    const inUse = await people.maya.post(`${REPLY}/preview`, {});
    expect(inUse.body.subject).toBe('[TKT-2026-000042] New reply: VPN drops every ten minutes');
    const { body } = await people.maya.post(`${REPLY}/preview`, { text: '<i>{{author}}</i>' });
    expect(body.html).toContain('&lt;i&gt;Bob Example&lt;/i&gt;');
    expect(body.text).toContain('<i>Bob Example</i>');
    expectProblem(await people.maya.post(`${REPLY}/preview`, { text: '{{x}}' }), 422, 'invalid_input');
  });
});

describe('mails with templates', () => {
  beforeAll(async () => {
    expect((await people.admin.put(REPLY, WORDS)).status).toBe(200);
  });

  it('have their words in that language only, with number, title and links as before', async () => {
    const { deps, sink } = people.holdfast;
    await waitFor('the template', async () => (await deps.templates.wordsOf('reply', 'en')) ?? undefined);
    const ticket = await people.ticket({ title: 'A mail with my words' });
    await people.bob.post(`/api/v1/tickets/${ticket.id}/comments`, { body: 'The answer' });
    const unsent = await deps.deliveries.unsent(ticket.id);
    const send = async (language: 'en' | 'de') => {
      const path = '/api/v1/users/me/notifications';
      const { body } = await people.alice.get(path);
      expect((await people.alice.put(path, { ...body, language })).status).toBe(200);
      const before = sink.mails.length;
      for (const id of unsent) {
        await people.holdfast.mongo
          .collection<{ _id: string }>('deliveries')
          .updateOne({ _id: id }, { $set: { state: 'queued' } });
        await sendDelivery(deps, id);
      }
      return sink.mails.slice(before).find(({ text }) => text?.includes('The answer') === true)!;
    };
    const english = await send('en');
    expect(english.subject).toBe(`[${ticket.number}] News: A mail with my words`);
    expect(english.text).toContain(`Hi,\nBob of Holdfast wrote on ${ticket.number}:`);
    expect(english.headers.has('list')).toBe(true);
    expect((await send('de')).subject).toContain('Neue Antwort');
  });

  it('use the last known words while the database is away', async () => {
    const { mailTemplates } = people.holdfast.deps;
    let isAway = false;
    const list: typeof mailTemplates.list = (page) =>
      isAway ? Promise.reject(new Error('away')) : mailTemplates.list(page);
    const templates = new CurrentTemplates({ ...mailTemplates, list });
    expect(await templates.wordsOf('reply', 'en')).toEqual(WORDS);
    isAway = true;
    expect(await templates.wordsOf('reply', 'en')).toEqual(WORDS);
    await expect(new CurrentTemplates({ ...mailTemplates, list }).wordsOf('reply', 'en')).rejects.toThrow(
      'away',
    );
  });
});
