import { describe, expect, it } from '@jest/globals';
import { subjectOf } from '../../../src/domain/tickets/splitting.js';

const said = (body: string) => ({ body, isInternal: false });
const note = (body: string) => ({ body, isInternal: true });

describe('what a split ticket is about', () => {
  it('is what was said, the first line above it', () => {
    expect(subjectOf([said('The printer\n is out.'), note('He broke it.'), said('Toner, I mean.')])).toEqual({
      title: 'The printer',
      description: 'The printer\n is out.\n\nToner, I mean.',
    });
  });

  it('is never in a note', () => {
    expect(subjectOf([note('He broke it.')])).toEqual({ title: null, description: null });
  });

  it('has a title of one clean line, or none', () => {
    expect(subjectOf([said('a\tb\u0007c')]).title).toBe('a b c');
    expect(subjectOf([said('Hi\nthere')])).toEqual({ title: null, description: 'Hi\nthere' });
  });

  it('keeps to the lengths of a ticket, in characters and not in bytes', () => {
    const { title, description } = subjectOf([said('😀'.repeat(15_000)), said('😀'.repeat(15_000))]);
    expect([Array.from(title!).length, Array.from(description!).length]).toEqual([200, 20_000]);
    expect(title!.endsWith('😀…')).toBe(true);
  });
});
