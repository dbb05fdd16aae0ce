import { describe, expect, it } from '@jest/globals';
import { mailParser } from '../../../src/adapters/mail/parse-mail.js';
import { readCommands } from '../../../src/domain/inbound-mail/mail-commands.js';
import {
  writtenByStaff,
  writtenFirst,
  writtenInAnswer,
} from '../../../src/domain/inbound-mail/text/written-text.js';

/**
 * What is so large that work which grows faster than it would outlast the time of the test, or overflow the stack. Anybody
 * can send it, and whoever reads it has other mails to read.
 */
const HEADER_CHARACTERS = 120_000;
const TEXT_CHARACTERS = 2_500_000;

const filled = (part: string, characters: number) => part.repeat(Math.floor(characters / part.length));
const parsed = (...lines: string[]) =>
  mailParser.parse(Buffer.from(['From: a@b.example', ...lines].join('\n')));

describe('a mail that is made to be large', () => {
  it('may have as many headers of one name as there is room for', async () => {
    const { headers } = await parsed(filled('a:\n', HEADER_CHARACTERS), 'Hello');
    expect(headers.get('a')!.length).toBe(Math.floor(HEADER_CHARACTERS / 3));
  });

  it('is none where its headers are larger than any server takes', async () => {
    const headers = filled('References: <a@b.example>\n', TEXT_CHARACTERS / 2);
    await expect(parsed(headers, 'Hello')).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('may end in any number of lines that programs add', () => {
    const text = `The printer burns.\n${filled('Sent from my phone\n\n', TEXT_CHARACTERS)}`;
    for (const written of [writtenInAnswer, writtenByStaff]) {
      expect(written(text, [])).toBe('The printer burns.');
    }
  });

  it('may have lines of any length', () => {
    const spaces = filled(' ', TEXT_CHARACTERS);
    for (const line of [
      `Forwarded message${spaces}x`,
      `---------- Forwarded message --${spaces}x`,
      `-----Original Message--${spaces}x`,
      `On Monday${spaces}a@b.example wrote:${spaces}x`,
      `Regards${spaces}x`,
      `Sent from ${filled('<', TEXT_CHARACTERS)}`,
    ]) {
      expect(writtenFirst(line)).toBe(line);
      expect(writtenInAnswer(line, ['help@desk.example'])).toBe(line);
    }
  });

  it('asks for nothing by a line of any length', () => {
    const text = `#assign${filled(' ', TEXT_CHARACTERS)}${filled('x', 300)}`;
    expect(readCommands(text)).toEqual({ commands: [], text });
  });

  it('may have HTML that closes what it never opened', async () => {
    const html = `<p>The printer burns.</p>${filled('<b>', TEXT_CHARACTERS)}${filled('</x>', TEXT_CHARACTERS)}`;
    const { text } = await parsed('Content-Type: text/html', '', html);
    expect(text).toMatch(/^The printer burns\.[\s.]+\[Cut here\./u);
  });

  it('keeps as much text as a person writes, and names the file with the rest', async () => {
    const { text } = await parsed('', filled('\u{1F525}', TEXT_CHARACTERS / 4));
    expect(text.length).toBeLessThan(501_000);
    expect(text).toMatch(/\u{1F525}\n\n\[Cut here\. The original mail has the rest\]$/u);
    expect(text).not.toMatch(/\p{Cs}/u);
  });
});
