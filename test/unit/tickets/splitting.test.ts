import { describe, expect, it } from '@jest/globals';
import { subjectOf } from '../../../src/domain/tickets/splitting.js';

const said = (body: string) => ({ body, isInternal: false });
const note = (body: string) => ({ body, isInternal: true });

describe('the description of a split ticket', () => {
  it('is the text of the comments, with the first line as title', () => {
    expect(subjectOf([said('The printer\n is out.'), note('He broke it.'), said('Toner, I mean.')])).toEqual({
      title: 'The printer',
      description: 'The printer\n is out.\n\nToner, I mean.',
    });
  });

  it('never contains an internal note', () => {
    expect(subjectOf([note('He broke it.')])).toEqual({ title: null, description: null });
  });

  it('has a title of one line without control characters, or none', () => {
    expect(subjectOf([said('a\tb\u0007c')]).title).toBe('a b c');
    expect(subjectOf([said('Hi\nthere')])).toEqual({ title: null, description: 'Hi\nthere' });
  });

  it('respects the limits of a ticket in characters, not bytes', () => {
    const { title, description } = subjectOf([said('😀'.repeat(15_000)), said('😀'.repeat(15_000))]);
    expect([Array.from(title!).length, Array.from(description!).length]).toEqual([200, 20_000]);
    expect(title!.endsWith('😀…')).toBe(true);
  });
});
