import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { unflowed } from '../../../src/adapters/mail/flowed.js';

const lines = (...all: string[]) => all.join('\r\n');

describe('flowed text', () => {
  it('is joined to paragraphs, which a line without a space at its end closes', () => {
    expect(unflowed(lines('The printer ', 'burns ', 'again.', 'Help!', ''), false)).toBe(
      'The printer burns again.\nHelp!\n',
    );
  });

  it('loses the space at the end of its lines only where DelSp says so', () => {
    expect(unflowed(lines('Druc ', 'ker'), true)).toBe('Drucker');
    expect(unflowed(lines('Druc ', 'ker'), false)).toBe('Druc ker');
    // The paragraph does not go on: the space is the author's.
    expect(unflowed(lines('> a ', 'b '), true)).toBe('> a \nb ');
  });

  it('ends a paragraph where the depth of the quote changes', () => {
    const text = lines('> Did it ', '> come ', 'No, ', 'it did not.', '>> one ', '> two ', '>> three');
    expect(unflowed(text, false)).toBe('> Did it come \nNo, it did not.\n>> one \n> two \n>> three');
  });

  it('keeps the signature apart, also in a quote', () => {
    expect(unflowed(lines('Bye ', '-- ', 'Ann ', 'Room 3'), false)).toBe('Bye \n-- \nAnn Room 3');
    expect(unflowed(lines('> Bye ', '> -- ', '> Ann'), false)).toBe('> Bye \n> -- \n> Ann');
  });

  it('loses one stuffed space at the beginning of a line', () => {
    expect(unflowed(lines(' From here', '  indented', ' > no quote', '>  quoted'), false)).toBe(
      'From here\n indented\n> no quote\n>  quoted',
    );
  });

  it('gives back every text that was flowed by the book (RFC 3676 §4.2)', () => {
    const word = fc.stringMatching(/^[a-z>-]{1,8}$/u).filter((text) => text !== '--');
    const paragraph = fc.record({ depth: fc.nat(3), words: fc.array(word, { minLength: 1, maxLength: 12 }) });
    fc.assert(
      fc.property(fc.array(paragraph, { maxLength: 8 }), fc.boolean(), (paragraphs, deletesSpace) => {
        const stuffed = (text: string, depth: number) =>
          depth > 0 || /^(?:[ >]|From )/u.test(text) ? ` ${text}` : text;
        const flowed = paragraphs.flatMap(({ depth, words }) =>
          words.map((text, index) => {
            const isLast = index === words.length - 1;
            const end = isLast ? '' : deletesSpace ? '  ' : ' ';
            return '>'.repeat(depth) + stuffed(text + end, depth);
          }),
        );
        const whole = paragraphs.map(({ depth, words }) =>
          depth === 0 ? words.join(' ') : `${'>'.repeat(depth)} ${words.join(' ')}`,
        );
        expect(unflowed(flowed.join('\r\n'), deletesSpace)).toBe(whole.join('\n'));
      }),
    );
  });
});
