import { z } from 'zod';

/** Text out of a form: as browsers send it, and as it is counted and kept. */
export const typed = z
  .string('must be a single text')
  .default('')
  .transform((value) => value.replaceAll('\r\n', '\n'));

/** The same, where nothing but blanks means that nothing was said. */
export const typedOrNull = typed.transform((value) => (value.trim() === '' ? null : value));
