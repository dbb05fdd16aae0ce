import { describe, expect, it } from '@jest/globals';
import { answeredIds } from '../../../src/app/mail/templates/kinds/answered-mails.js';

describe('the Message-IDs that a mail of ours answers', () => {
  it.each([
    '<a@b>',
    '<CAF=x+y_z-1.2@mail.gmail.com>',
    "<!#$%&'*/?^`{|}~@host.example>",
    '<urn:uuid:1@host.example>',
    '<1.2$3@[192.0.2.1]>',
    `<${'a'.repeat(240)}@b.example>`,
  ])('may be %s', (id) => {
    expect(answeredIds(id)).toEqual([id]);
  });

  it.each([
    'a@b',
    '<>',
    '<@>',
    '<a>',
    '<a@>',
    '<@b>',
    '<a@b@c>',
    '<a b@c>',
    '<a@b> <c@d>',
    '<a@b>\r\nBcc: eve@evil.example',
    '<a@b\u0000>',
    '<grün@host.example>',
    '<"a"@b>',
    '<a@b(comment)>',
    '<a\\@b>',
    `<${'a'.repeat(250)}@b>`,
  ])('are not %j', (id) => {
    expect(answeredIds(id)).toEqual([]);
  });

  it('are the first and the last, each once', () => {
    expect(answeredIds('<a@b>', '<c@d>', '<e@f>')).toEqual(['<a@b>', '<e@f>']);
    expect(answeredIds('<a@b>', '<a@b>')).toEqual(['<a@b>']);
    expect(answeredIds(undefined, 'odd', '<a@b>', null)).toEqual(['<a@b>']);
    expect(answeredIds(undefined, null)).toEqual([]);
  });
});
