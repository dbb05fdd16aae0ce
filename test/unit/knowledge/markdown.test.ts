import { describe, expect, it } from '@jest/globals';
import { asyncProperty, assert, constantFrom, array, string, oneof } from 'fast-check';
import { markdownRenderer } from '../../../src/adapters/knowledge/markdown-renderer.js';

const toHtml = (markdown: string) => markdownRenderer.toHtml(markdown);
const toText = (markdown: string) => markdownRenderer.toText(markdown);

describe('the Markdown of articles', () => {
  it.each([
    [
      '# Steps\n\nPress *Connect* and **wait**.',
      '<h2>Steps</h2><p>Press <em>Connect</em> and <strong>wait</strong>.</p>',
    ],
    ['3. a\n4. b', '<ol start="3"><li>a</li><li>b</li></ol>'],
    ['- a\n\n- b', '<ul><li><p>a</p></li><li><p>b</p></li></ul>'],
    ['`<i>` and\n\n    <code>', '<p><code>&lt;i&gt;</code> and</p><pre><code>&lt;code&gt;\n</code></pre>'],
    ['<script>alert(1)</script>', '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'],
    ['a <b onclick="x()">b</b>', '<p>a &lt;b onclick=&quot;x()&quot;&gt;b&lt;/b&gt;</p>'],
    ['[go](javascript:alert(1)) [in](/admin) [d](data:text/html,x)', '<p>go in d</p>'],
    ['[user](https://a:b@evil.example)', '<p>user</p>'],
    [
      '![cat](https://evil.example/c.png "t")',
      '<p><a href="https://evil.example/c.png" rel="noopener noreferrer nofollow">cat</a></p>',
    ],
    [
      '[it](https://a.example/?q="x"&b=<c>)',
      '<p><a href="https://a.example/?q=%22x%22&amp;b=%3Cc%3E" rel="noopener noreferrer nofollow">it</a></p>',
    ],
    [
      'Codes:\n\n| Light | Meaning |\n|:--|--:|\n| **red** | `a\\|b` |\n| <b> \\| x |\n\nend',
      '<p>Codes:</p><table><thead><tr><th align="left">Light</th><th align="right">Meaning</th></tr></thead><tbody>' +
        '<tr><td align="left"><strong>red</strong></td><td align="right"><code>a|b</code></td></tr>' +
        '<tr><td align="left">&lt;b&gt; | x</td></tr></tbody></table><p>end</p>',
    ],
    ['a | b\n--- | ---', '<table><thead><tr><th>a</th><th>b</th></tr></thead></table>'],
    ['a | b\n--- | --- | ---\n1 | 2', '<p>a | b\n--- | --- | ---\n1 | 2</p>'],
    ['`a\\|b` \\| c', '<p><code>a\\|b</code> | c</p>'],
    [
      '[x](https://a.example/?q=1\\|2)',
      '<p><a href="https://a.example/?q=1%7C2" rel="noopener noreferrer nofollow">x</a></p>',
    ],
  ])('%j becomes safe HTML', (markdown, html) => {
    expect(toHtml(markdown)).toBe(html);
  });

  it('becomes plain text, block by block', () => {
    expect(toText('# VPN\n\nPress **Connect**,\nthen wait.\n\n- one\n- `two`\n\n<b>x</b>')).toBe(
      'VPN\nPress Connect, then wait.\none\ntwo\n<b>x</b>',
    );
  });

  it('has a line for each row of a table', () => {
    expect(toText('| a | b |\n|---|---|\n| **1** | `2` |\n\nend')).toBe('a | b\n1 | 2\nend');
  });

  it('never has another element or attribute than those of the list', async () => {
    const parts = [
      '<script>',
      '"',
      "'",
      '[a](',
      'javascript:x',
      ')',
      '![',
      '](https://e.x/',
      '>',
      '`',
      '\n',
      '&lt;',
      '<a href=x onclick=y>',
      '1. ',
      '> ',
      '* ',
      '\n|-|-|\n',
      'a | b',
      '\\|',
    ];
    await assert(
      asyncProperty(
        array(oneof(constantFrom(...parts), string({ maxLength: 5 })), { maxLength: 40 }),
        async (texts) => {
          const rest = toHtml(texts.join('')).replaceAll(
            /<\/?(?:p|h[2-6]|em|strong|blockquote|li|ul|ol|code|pre|a|table|thead|tbody|tr|th|td)>|<hr>|<br>|<ol start="\d+">|<a href="(?:https?|mailto|tel):[^"<>]*" rel="noopener noreferrer nofollow">/gu,
            '',
          );
          expect(rest).not.toMatch(/[<>]/u);
          return Promise.resolve();
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is rendered also where it is hostile', () => {
    for (const part of ['[a](', '> ', '**a*', '- ', '|-', '|a|b|\n|-|-|\n', '\\|']) {
      expect(toHtml(part.repeat(20_000 / part.length)).length).toBeGreaterThan(0);
    }
  });
});
