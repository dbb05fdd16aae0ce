import { z } from 'zod';
import { EMAIL_PATTERN, MAX_EMAIL_LENGTH } from '../../domain/email-address.js';
import { NOT_IN_LINE } from '../../domain/single-line.js';

/** Building blocks of the schemas. */

/** An instant as answers show it: ISO 8601 in UTC. */
export const instant = z.iso.datetime();

export const personRef = z.object({ id: z.string(), name: z.string() }).meta({ id: 'Person' });

export const actorType = z.enum(['user', 'system', 'ai']).meta({ id: 'ActorType' });

/** Who did something. */
export const actorRef = z.object({ type: actorType, id: z.string(), name: z.string() }).meta({ id: 'Actor' });

/**
 * A named shape where its use adds something: a description, a default, null. The document refers to the name, with the
 * addition beside it. `meta` on the shape itself drops the name, and `nullable` changes the shape everywhere.
 */
export function referTo<T extends z.ZodType>(shape: T) {
  return z.lazy(() => shape);
}

/** A named shape or null. */
export function orNull<T extends z.ZodType>(shape: T) {
  return referTo(shape).nullable();
}

/** For `refine`: an edit sets at least one field. */
export function setsSomething(edit: object): boolean {
  return Object.values(edit).some((value) => value !== undefined);
}

/** For `refine`. An edit that names only unknown fields gets the messages about those. */
export const NO_CHANGE = {
  message: 'must change at least one field',
  when: ({ issues }: { readonly issues: readonly unknown[] }) => issues.length === 0,
};

/** Length of a text in characters, counted by code points as in JSON Schema. An emoji counts as one. */
interface Length {
  readonly min: number;
  readonly max: number;
}

/** An upper bound ends the checks: nothing runs over a text of a megabyte. It counts what is sent, spaces included. */
function atMost(max: number) {
  return z.string().refine((value) => isAtMost(value, max), {
    error: `must have at most ${max} characters`,
    abort: true,
  });
}

function isAtMost(value: string, max: number): boolean {
  return value.length <= max || (value.length <= 2 * max && countCharacters(value) <= max);
}

function countCharacters(value: string): number {
  return Array.from(value).length;
}

function atLeast(min: number) {
  const error = min === 1 ? 'must not be empty' : `must have at least ${min} characters`;
  return [(value: string) => countCharacters(value) >= min, { error }] as const;
}

/*
 * Patterns for the document, which say of the text as it is sent what holds for it once it is trimmed. They are written
 * so that JavaScript and the makers of clients in other languages read them alike: what `\s` means differs in four places.
 */
const IN_LINE = `[^${NOT_IN_LINE}]`;
const VISIBLE_IN_LINE = `[^${NOT_IN_LINE}\\s\\ufeff]`;
const VISIBLE = '[^\\s\\u001c-\\u001f\\u0085\\ufeff]';

const LINE = new RegExp(`^${IN_LINE}*$`, 'u');
const HAS_VISIBLE = new RegExp(VISIBLE, 'u');

/** Pattern for a line with at least `min` characters from the first visible one to the last. */
function linePattern(min: number): string {
  const core = min === 1 ? VISIBLE_IN_LINE : `${VISIBLE_IN_LINE}${IN_LINE}{${min - 2},}${VISIBLE_IN_LINE}`;
  return `^${IN_LINE}*${core}${IN_LINE}*$`;
}

/** Text of one line, without the characters of {@link NOT_IN_LINE}. */
export function lineOfText({ min, max }: Length) {
  return atMost(max)
    .regex(
      LINE,
      'must not contain line breaks, control characters or marks that change the direction of text',
    )
    .trim()
    .refine(...atLeast(min))
    .meta({ minLength: min, maxLength: max, pattern: linePattern(min) });
}

/** Text of any number of lines, not all of them blank. */
export function text({ max }: { readonly min: 1; readonly max: number }) {
  return atMost(max)
    .regex(HAS_VISIBLE, 'must not be empty')
    .trim()
    .meta({ minLength: 1, maxLength: max, pattern: VISIBLE });
}

/** Any characters, taken as they are: what is compared and never shown. */
export function characters({ min, max }: Length) {
  return atMost(max)
    .refine(...atLeast(min))
    .meta({ minLength: min, maxLength: max });
}

/** An id as clients send it: whether there is such a thing is for the use case to say. */
export const id = characters({ min: 1, max: 64 });

/** Spaces around it are forgiven: people paste addresses. */
const EMAIL = `^ *${EMAIL_PATTERN} *$`;

/** An e-mail address, in lower case from here on. */
export const email = atMost(MAX_EMAIL_LENGTH)
  .regex(new RegExp(EMAIL, 'u'), 'is not an e-mail address')
  .trim()
  .toLowerCase()
  .meta({ maxLength: MAX_EMAIL_LENGTH, pattern: EMAIL, example: 'alice@holdfast.local' });

/** A number in a query, written in digits: `0x10`, `1e1` and blanks are numbers to JavaScript only. */
export function wholeNumber({ min, max }: { readonly min: number; readonly max: number }) {
  return z.preprocess(
    (value) => (typeof value === 'string' && /^-?\d+$/u.test(value) ? Number(value) : value),
    z.int('must be a whole number').min(min).max(max),
  );
}

/** As many digits as in an `If-Match`. JSON has larger numbers, which JavaScript cannot read exactly. */
const MAX_VERSION = 999_999_999_999_999;

/** A version of a resource, in a body. */
export function versionFrom(min: 0 | 1) {
  return z.int().min(min).max(MAX_VERSION);
}

/** `true` or `false` in a query. */
export const flag = z.preprocess(
  (value) => (value === 'true' ? true : value === 'false' ? false : value),
  z.boolean('must be true or false'),
);

/** A query parameter with several values: `?status=open,resolved` or `?status=open&status=resolved`. */
export function severalOf<T extends z.ZodType>(item: T) {
  return z.preprocess(splitAtCommas, z.array(item).min(1).max(50));
}

/** A query parameter that may be repeated, whose values may hold commas. */
export function oneOrMore<T extends z.ZodType>(item: T) {
  return z.preprocess(inAnArray, z.array(item).min(1).max(50));
}

function inAnArray(value: unknown): unknown {
  return Array.isArray(value) ? value : [value];
}

function splitAtCommas(value: unknown): unknown {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.every((each) => typeof each === 'string') ? values.flatMap((each) => each.split(',')) : value;
}

/** RFC 3339, and with it the document's format, takes `t` and `z` as well as `T` and `Z`. */
function inCapitals(value: unknown): unknown {
  return typeof value === 'string' ? value.toUpperCase() : value;
}

/** An instant as clients send it, in any time zone. */
export const instantInput = z.preprocess(
  inCapitals,
  z.iso.datetime({ offset: true }).transform((value) => new Date(value)),
);

/** A day or an instant in a query, as a Date; a day begins at midnight UTC. */
export const pointInTime = z.preprocess(
  inCapitals,
  z
    .union([z.iso.date(), z.iso.datetime({ offset: true })], 'must be a date or an instant in ISO 8601')
    .meta({ id: 'PointInTime' })
    .transform((value) => new Date(value)),
);
