import { expect, it } from '@jest/globals';
import { rejectionNote } from '../../../src/domain/files/rejection-note.js';
import { LANGUAGES } from '../../../src/domain/languages.js';

it('names the file and what was found in it, in a sentence of its own in each language', () => {
  const file = { name: 'invoice.pdf', signature: 'Eicar-Test' };
  const notes = LANGUAGES.map((language) => rejectionNote(language, file));
  for (const note of notes) expect(note).toMatch(/invoice\.pdf.*Eicar-Test/u);
  expect(new Set(notes).size).toBe(LANGUAGES.length);
});
