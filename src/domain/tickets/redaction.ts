import type { EventDetails } from '../event-details.js';
import { COMMENT_LENGTH, DESCRIPTION_LENGTH, TITLE_LENGTH } from '../ticket-fields.js';
import { versionOf } from './comment-changes.js';
import type { Comment, Ticket } from './ticket.js';

/** Replaces redacted text. ASCII only, so that it fits into every encoding of a mail. */
export const REDACTED = '[redacted]';

/** Shorter texts occur everywhere by chance; a longer secret is named by a part of it. */
export const REDACTION_TEXT = { min: 4, max: 1_000 } as const;

/** How long the result of a redaction can be read. The trail of the ticket keeps it for longer. */
export const REDACTION_DAYS = 30;

/** Where a redaction removes something. `files_left` counts files that hold the text and are left as they are. */
export const REDACTION_PLACES = [
  'comments',
  'tickets',
  'activities',
  'mails',
  'raw_mails_rewritten',
  'raw_mails_removed',
  'files_removed',
  'files_left',
  'exports_removed',
  'articles',
] as const;
export type RedactionPlace = (typeof REDACTION_PLACES)[number];

/** In how many texts, mails or files something was removed, by place. */
export type RedactionCounts = Readonly<Record<RedactionPlace, number>>;

/** The steps of one pass, in this order. */
export const REDACTION_STEPS = [
  'comments',
  'tickets',
  'activities',
  'mails',
  'raw_mails',
  // Running redactions count the steps, so a new one is the last.
  'articles',
] as const;

/** How far a pass is: in which step, and after which document of it. */
export interface RedactionCursor {
  readonly pass: number;
  readonly step: number;
  readonly after: string | null;
  /** True once this pass has found something: then another one follows, for what came in behind it. */
  readonly hasFound: boolean;
}

export const FIRST_STEP: RedactionCursor = { pass: 1, step: 0, after: null, hasFound: false };

/** Two passes do for most; each further one means that the text was written again behind the one before. */
export const MAX_PASSES = 10;

/** One redaction: what was asked for, how far it is, and what it has found. */
export interface Redaction {
  readonly id: string;
  /** The ticket that is redacted, or on which the comment was written. */
  readonly ticketId: string;
  /** Null for a redaction of the ticket itself. */
  readonly commentId: string | null;
  readonly kind: 'text' | 'file';
  /** The file that goes; null for a text. */
  readonly fileId: string | null;
  /** Ids of the comments and tickets that have lost the file: the messages that brought it have the same ids. */
  readonly ownerIds: readonly string[];
  readonly requestedById: string;
  readonly requestedAt: Date;
  /** `failed` where the sealed target can be read no more: the secret of the server was changed. */
  readonly state: 'running' | 'done' | 'failed';
  /** What is looked for, sealed under the id. Null once it is over: then it is kept nowhere. */
  readonly sealed: string | null;
  readonly places: RedactionCounts;
  readonly cursor: RedactionCursor;
  /** Grows with every note of progress: of two who work on it, one finds that the other was faster. */
  readonly revision: number;
  readonly finishedAt: Date | null;
  readonly expiresAt: Date;
}

export const NO_PLACES = Object.fromEntries(REDACTION_PLACES.map((place) => [place, 0])) as RedactionCounts;

export function addPlaces(a: RedactionCounts, b: Partial<RedactionCounts>): RedactionCounts {
  return Object.fromEntries(
    REDACTION_PLACES.map((place) => [place, countIn(a, place) + (b[place] ?? 0)]),
  ) as RedactionCounts;
}

/** A redaction of an earlier version has no count for newer places. */
export function countIn(places: Partial<RedactionCounts>, place: RedactionPlace): number {
  return places[place] ?? 0;
}

/**
 * True for a text that can be redacted: with enough characters once white space and marks of quotes are left out, as they are
 * where raw mails are searched, and no part of what would take its place.
 */
export function isRedactable(text: string): boolean {
  const squeezed = squeezeText(text);
  return squeezed.length >= REDACTION_TEXT.min && !REDACTED.includes(squeezed);
}

/** The text without white space and without the marks of quoted lines: mail programs break lines as they like. */
export function squeezeText(text: string): string {
  return text.replaceAll(/[\s>|\u00a0\u00ad]+/gu, '');
}

/** Collects the texts in which something was redacted. */
export class TextRedactor {
  places = 0;
  private readonly forms: readonly string[];

  constructor(text: string) {
    const lines = text.replaceAll('\r\n', '\n');
    this.forms = [...new Set([lines, lines.replaceAll('\n', '\r\n')])];
  }

  /** The value without the text, no longer than `max` characters. */
  redact(value: string, max = Number.MAX_SAFE_INTEGER): string {
    if (!this.forms.some((form) => value.includes(form))) return value;
    this.places += 1;
    let redacted = value;
    for (const form of this.forms) redacted = redacted.replaceAll(form, REDACTED);
    return redacted.length <= max ? redacted : Array.from(redacted).slice(0, max).join('');
  }

  /** The same for every text within a value. */
  redactAll<T>(value: T): T {
    if (typeof value === 'string') return this.redact(value) as T;
    if (Array.isArray(value)) return value.map((each) => this.redactAll<unknown>(each)) as T;
    if (!isPlain(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, this.redactAll<unknown>(each)]),
    ) as T;
  }
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** The comment without the text, in all its versions and names of files; null where it does not have it. */
export function redactComment(comment: Comment, redactor: TextRedactor): Comment | null {
  const before = redactor.places;
  const { earlier, attachments } = comment;
  const after = {
    ...comment,
    body: redactor.redact(comment.body, COMMENT_LENGTH.max),
    ...(earlier === undefined
      ? {}
      : {
          earlier: earlier.map((each) => ({ ...each, body: redactor.redact(each.body, COMMENT_LENGTH.max) })),
        }),
    ...(attachments === undefined ? {} : { attachments: withoutName(attachments, redactor) }),
  };
  return redactor.places === before ? null : { ...after, version: versionOf(comment) + 1 };
}

/** The ticket without the text in what people, and the model, have written; null where it does not have it. */
export function redactTicket(ticket: Ticket, redactor: TextRedactor): Ticket | null {
  const before = redactor.places;
  const { triage, satisfaction, customFields, attachments } = ticket;
  const after: Ticket = {
    ...ticket,
    title: redactor.redact(ticket.title, TITLE_LENGTH.max),
    description: redactor.redact(ticket.description, DESCRIPTION_LENGTH.max),
    tags: redactor.redactAll(ticket.tags),
    triage: {
      ...triage,
      summary: redactor.redactAll(triage.summary),
      helpfulNotes: redactor.redactAll(triage.helpfulNotes),
    },
    satisfaction:
      satisfaction === null ? null : { ...satisfaction, comment: redactor.redactAll(satisfaction.comment) },
    customFields: customFields.map((each) => ({ ...each, value: redactor.redactAll(each.value) })),
    ...(attachments === undefined ? {} : { attachments: withoutName(attachments, redactor) }),
  };
  return redactor.places === before ? null : after;
}

function withoutName<T extends { readonly name: string }>(
  files: readonly T[],
  redactor: TextRedactor,
): readonly T[] {
  return files.map((file) => ({ ...file, name: redactor.redact(file.name) }));
}

/** What people have written of what an event tells. The rest are words of ours that clocks and figures are made of. */
const WRITTEN_DETAILS = ['title', 'description', 'tags', 'custom_fields', 'reason'] as const;

/** The details without the text; null where they do not have it. */
export function redactDetails(details: EventDetails, redactor: TextRedactor): EventDetails | null {
  const before = redactor.places;
  const written = WRITTEN_DETAILS.filter((key) => key in details);
  const after = {
    ...details,
    ...Object.fromEntries(written.map((key) => [key, redactor.redactAll(details[key])])),
  };
  return redactor.places === before ? null : after;
}
