import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cutText, escapeSlack, MAX_MESSAGE, plainOf, sectionsOf } from '../../../src/domain/slack/mrkdwn.js';

const plain = (text: string) => plainOf(text, (id) => (id === 'U1' ? 'Alice' : undefined), 'UBOT');

describe('a message as people read it', () => {
  it.each([
    ['<@UBOT> help me', 'help me'],
    ['ask <@U1> or <@U2|bob>', 'ask @Alice or @bob'],
    ['in <#C1|it-help> and <#C2>', 'in #it-help and #C2'],
    ['<!here> <!subteam^S1|@ops>', '@here @ops'],
    ['<https://a.test/?a=1&amp;b=2|the page>', 'the page (https://a.test/?a=1&b=2)'],
    ['<https://a.test>', 'https://a.test'],
    ['<mailto:a@b.test|a@b.test>', 'a@b.test'],
    ['1 &lt; 2 &amp;&amp; 3 &gt; 2', '1 < 2 && 3 > 2'],
    ['&amp;lt; stays', '&lt; stays'],
  ])('%s', (text, expected) => {
    expect(plain(text)).toBe(expected);
  });

  it('is the text that was escaped', () => {
    const texts = fc.string({ unit: 'grapheme' }).map((text) => text.trim());
    fc.assert(fc.property(texts, (text) => plain(escapeSlack(text)) === text));
  });
});

describe('a text for Slack', () => {
  it('fits its sections and the message, and loses nothing that fits', () => {
    const long = fc.array(fc.constantFrom('<', '&', 'a', '😀', '\n', '>'), { maxLength: 30_000 });
    fc.assert(
      fc.property(long, (parts) => {
        const text = parts.join('');
        const sections = sectionsOf(text, 'more: https://desk.test');
        const whole = sections.join('');
        expect(Math.max(0, ...sections.map(({ length }) => length))).toBeLessThanOrEqual(3_000);
        expect(whole.length).toBeLessThanOrEqual(MAX_MESSAGE);
        const isWhole = escapeSlack(text).length <= MAX_MESSAGE;
        expect(isWhole ? whole === escapeSlack(text) : whole.endsWith('more: https://desk.test')).toBe(true);
        for (const section of sections) expect(section).not.toMatch(/&[a-z]{0,3}$|[\uD800-\uDBFF]$/u);
      }),
      { numRuns: 20 },
    );
  });

  it('is cut between characters', () => {
    expect(cutText('abc', 3)).toBe('abc');
    expect(cutText('abcd', 3)).toBe('ab…');
    expect(cutText('a😀bcd', 3)).toBe('a…');
  });
});
