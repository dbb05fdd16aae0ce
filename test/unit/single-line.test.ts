import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lineOfText } from '../../src/api/http/fields.js';
import { subjectOf } from '../../src/domain/tickets/splitting.js';
import { sortParts } from '../../src/domain/tickets/attachments.js';
import { singleLine } from '../../src/domain/single-line.js';
import { ANSWER_SCHEMA } from '../support/tickets/choices.js';

const awkward = fc.constantFrom(
  ...[
    'a',
    ' ',
    '\t',
    '\r\n',
    '\0',
    '\u0085',
    '\u2028',
    '\u2029',
    '\u202e',
    '\u2066',
    '\ud800',
    '\udc00',
    '💥',
    '\u200f',
  ],
);

describe('text on a single line', () => {
  it.each([
    ['Invoice\u202efdp.exe', 'Invoicefdp.exe'],
    ['one\r\ntwo\u2028three\u2029four', 'one two three four'],
    ['a \t b', 'a b'],
    ['a  b', 'a  b'],
    ['\u2066שלום\u2069\u200f', 'שלום\u200f'],
    ['half \ud83d of it', 'half \ufffd of it'],
    ['whole \ud83d\ude00', 'whole 😀'],
    ['\u0000\u001b[31mred\u0007', '[31mred'],
    ['\n\u202e ', ''],
  ])('of %j is %j', (text, line) => expect(singleLine(text)).toBe(line));

  it('is one that the API takes, and stays as it is', () => {
    const field = lineOfText({ min: 1, max: 1_000 });
    const texts = fc.oneof(fc.string({ unit: awkward, maxLength: 20 }), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(texts, (text) => {
        const line = singleLine(text);
        expect(singleLine(line)).toBe(line);
        if (line !== '') expect(field.parse(line)).toBe(line);
      }),
      { numRuns: 3_000 },
    );
  });

  it('is made of what comments, files and models say', () => {
    expect(subjectOf([{ body: 'Disk\u202e full\u2028now\nand more', isInternal: false }]).title).toBe(
      'Disk full now',
    );
    const part = {
      name: 'a\u2028b\u202ec\ud800.pdf',
      type: 'application/pdf',
      sizeBytes: 1,
      isInline: false,
    };
    expect(sortParts([{ ...part, content: new Uint8Array(1) }]).kept.map(({ name }) => name)).toEqual([
      'a_b_c_.pdf',
    ]);
    const answer = ANSWER_SCHEMA.parse({
      summary: 'The\u2028disk\u202e is full.',
      language: 'en',
      sentiment: 'neutral',
      category: 'hardware',
      ticket_type: 'technical',
      required_skills: ['disk\u202es', '\u2066'],
      priority: 'low',
      suggested_team: '\u2029',
      helpful_notes: 'Look.',
      confidence: 0.5,
    });
    expect(answer).toMatchObject({
      summary: 'The disk is full.',
      requiredSkills: ['disks'],
      suggestedTeam: null,
    });
  });
});
