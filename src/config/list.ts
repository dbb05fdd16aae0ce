import { z } from 'zod';

/** A variable that lists things, separated by commas. */
export const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  );

/** One of things whose case does not matter. */
export const lowerCaseList = list.transform((items) => items.map((item) => item.toLowerCase()));
