import { z } from 'zod';

/** Building blocks of the schemas. */

/** An instant as answers show it: ISO 8601 in UTC. */
export const instant = z.iso.datetime();

export const personRef = z.object({ id: z.string(), name: z.string() }).meta({ id: 'Person' });

/** Written so that JavaScript and the makers of clients in other languages read it alike. */
const WITHOUT_CONTROLS = '^[^\\u0000-\\u001f\\u007f-\\u009f]*$';

/** Text of one line. Control characters would break out of log lines, mail headers and tables further on. */
export function lineOfText({ min, max }: { readonly min: number; readonly max: number }) {
  return z
    .string()
    .trim()
    .min(min)
    .max(max)
    .regex(new RegExp(WITHOUT_CONTROLS), 'must not contain line breaks or other control characters');
}

/** Text of any number of lines. */
export function text({ min, max }: { readonly min: number; readonly max: number }) {
  return z.string().trim().min(min).max(max);
}

/** An id as clients send it: whether there is such a thing is for the use case to say. */
export const id = z.string().min(1).max(64);

/** A query parameter that takes several values: `?status=open,resolved` as well as `?status=open&status=resolved`. */
export function severalOf<T extends z.ZodType>(item: T) {
  return z.preprocess(splitAtCommas, z.array(item).min(1).max(50));
}

function splitAtCommas(value: unknown): unknown {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.every((each) => typeof each === 'string') ? values.flatMap((each) => each.split(',')) : value;
}

/** A day or an instant in a query, as a Date; a day begins at midnight UTC. */
export const pointInTime = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], 'must be a date or an instant in ISO 8601')
  .transform((value) => new Date(value));
