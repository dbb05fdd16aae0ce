import { describe, expect, it } from '@jest/globals';
import { builtInWords, templateKindOf, variablesOf } from '../../../src/app/mail/templates/editable-texts.js';
import { previewTemplate } from '../../../src/app/settings/preview-template.js';
import { DEFAULT_SETTINGS } from '../../../src/domain/desk/settings.js';
import { LANGUAGES } from '../../../src/domain/languages.js';
import { TICKET_MAILS_TO_STAFF } from '../../../src/domain/accounts/mail-kinds.js';
import {
  fillTemplate,
  MAX_TEMPLATE_SUBJECT,
  MAX_TEMPLATE_TEXT,
  TEMPLATE_KINDS,
  templateFault,
} from '../../../src/domain/mail/mail-templates.js';
import { SYSTEM_ACTOR } from '../../../src/domain/access/actor.js';

describe('a template', () => {
  it('is filled in one go, and nothing that is filled in is a template', () => {
    const values = { number: '{{author}}', author: '{{number}}' };
    expect(fillTemplate('{{number}}, {{ author }}: {{other}} {number}', values)).toBe(
      '{{author}}, {{number}}: {{other}} {number}',
    );
    expect(fillTemplate('{{toString}} {{__proto__}}', values)).toBe('{{toString}} {{__proto__}}');
  });

  it.each([
    ['{{number}} and {{ desk }}', null],
    ['no variable, { one } brace', null],
    ['{{nubmer}}', /unknown variable \{\{nubmer\}\}.*\{\{number\}\}, \{\{desk\}\}/],
    ['{{#if number}}', /unknown variable/],
    ['{{}}', /unknown variable/],
    ['{{number}', /brace pair/],
    ['number}}', /brace pair/],
    ['{{{number}}}', null],
    ['{{ {{number}} }}', /brace pair/],
  ])('is checked: %s', (template, fault) => {
    const found = templateFault(template, ['number', 'desk']);
    if (fault === null) expect(found).toBeNull();
    else expect(found).toMatch(fault);
  });
});

describe.each(TEMPLATE_KINDS)('the template %s', (kind) => {
  const deps = {
    mailTemplates: {
      find: () => Promise.resolve(null),
      list: () => Promise.resolve({ items: [], next: null, total: 0, isTotalCapped: false }),
      addAudited: () => Promise.reject(new Error('read only')),
    },
    settings: {
      current: () => Promise.resolve({ ...DEFAULT_SETTINGS, unreadable: [], formerAddresses: [] }),
      fresh: () => Promise.resolve({ ...DEFAULT_SETTINGS, unreadable: [], formerAddresses: [] }),
    },
    publicUrl: 'https://desk.example',
    clock: { now: () => new Date('2026-03-02T08:00:00Z') },
    newId: () => 'id',
  };
  const preview = (language: (typeof LANGUAGES)[number], words: { subject?: string; text?: string } = {}) =>
    previewTemplate(deps, SYSTEM_ACTOR, { kind, language }, words);

  it('has built-in words in every language that would be accepted', () => {
    const variables = variablesOf(kind);
    for (const language of LANGUAGES) {
      const words = builtInWords(kind, language);
      for (const part of ['subject', 'text'] as const)
        expect(templateFault(words[part], variables[part])).toBeNull();
      expect(words.subject.length).toBeLessThanOrEqual(MAX_TEMPLATE_SUBJECT);
      expect(words.text.length).toBeLessThanOrEqual(MAX_TEMPLATE_TEXT);
    }
  });

  it('stored as it is built in, makes the same mail', async () => {
    for (const language of LANGUAGES) {
      expect(await preview(language, builtInWords(kind, language))).toEqual(await preview(language));
    }
  });

  it('keeps number, links and escaping with any words', async () => {
    const [before, after] = [
      await preview('en'),
      await preview('en', { subject: 'S <b>', text: 'T <script>x</script>\n\n{number}' }),
    ];
    expect(after.html).toContain('T &lt;script&gt;x&lt;/script&gt;<br /><br />{number}');
    expect(after.html).not.toMatch(/<script|<b>/u);
    const links = (html: string) => Array.from(html.matchAll(/href="([^"]*)"/gu), ([, url]) => url);
    expect(links(after.html)).toEqual(links(before.html));
    const { subject, html, text, ...envelope } = before;
    expect(after).toMatchObject(envelope);
    if (subject.startsWith('[')) {
      expect(after.subject).toBe('[TKT-2026-000042] S <b>: VPN drops every ten minutes');
    }
  });
});

it('mails to staff and about credentials have no template', () => {
  const of = (kind: 'assigned' | 'gathered') => templateKindOf({ kind, details: {} } as never);
  expect(TICKET_MAILS_TO_STAFF.map((kind) => of(kind as 'assigned'))).toEqual(
    TICKET_MAILS_TO_STAFF.map(() => null),
  );
  expect([of('gathered'), templateKindOf({ kind: 'password_changed', details: {} } as never)]).toEqual([
    null,
    null,
  ]);
});
