import { COMMENT_LENGTH } from '../ticket-fields.js';
import type { TextRedactor } from '../tickets/redaction.js';
import { addDays } from '../time.js';

/** Days that an untouched draft is stored. */
const DRAFT_KEPT_DAYS = 30;
/** Texts that another tab replaced without having seen them. The oldest go first. */
export const MAX_REPLACED = 5;

export interface DraftText {
  readonly body: string;
  /** True for an internal note. */
  readonly isInternal: boolean;
}

/** A text that another tab or device replaced without having seen it. */
export interface ReplacedText extends DraftText {
  readonly savedAt: Date;
  /** Of an account that was merged into the writer's. Absent for a text of their own. */
  readonly mergeId?: string;
}

/** The unsent comment of a person on a ticket. */
export interface Draft extends DraftText {
  /** `<person>.<ticket>`. */
  readonly id: string;
  readonly personId: string;
  readonly ticketId: string;
  /** Newest first. */
  readonly replaced: readonly ReplacedText[];
  readonly savedAt: Date;
  readonly expiresAt: Date;
  /** Ids of the merges of two people that gave it to this one, until they change it. Absent for none. */
  readonly movedBy?: readonly string[];
  /** Starts at 1 and grows by one with every change. */
  readonly version: number;
}

export function draftId(personId: string, ticketId: string): string {
  return `${personId}.${ticketId}`;
}

/**
 * Returns the draft with a new text.
 * If its writer has not seen the current text, that text is offered beside the new one, so that nothing is lost.
 * @param seenVersion the version that the writer knows; 0 for none
 */
export function writeDraft(
  before: Draft | null,
  { personId, ticketId }: Pick<Draft, 'personId' | 'ticketId'>,
  text: DraftText,
  seenVersion: number,
  now: Date,
): Draft {
  const isUnseen = before !== null && before.version !== seenVersion && before.body !== text.body;
  const kept = isUnseen ? [replacedBy(before), ...before.replaced] : (before?.replaced ?? []);
  return {
    id: draftId(personId, ticketId),
    personId,
    ticketId,
    ...text,
    replaced: kept.filter(({ body }) => body !== text.body).slice(0, MAX_REPLACED),
    savedAt: now,
    expiresAt: addDays(now, DRAFT_KEPT_DAYS),
    version: (before?.version ?? 0) + 1,
  };
}

/**
 * Returns the draft of the survivor of a merge with the text of the merged account beside it; null if it is there.
 * Texts of earlier replacements give way first.
 */
export function withMergedText(draft: Draft, merged: Draft, mergeId: string): Draft | null {
  const { body, isInternal, savedAt } = merged;
  if (body.trim() === '' || [draft, ...draft.replaced].some((each) => each.body === body)) return null;
  const replaced = [{ body, isInternal, savedAt, mergeId }, ...draft.replaced].slice(0, MAX_REPLACED);
  return { ...draft, replaced, version: draft.version + 1 };
}

/** Returns the draft without the text, also in the texts that were replaced; null where it does not have it. */
export function redactDraft(draft: Draft, redactor: TextRedactor): Draft | null {
  const before = redactor.places;
  const body = redactor.redact(draft.body, COMMENT_LENGTH.max);
  const replaced = draft.replaced.map((each) => ({
    ...each,
    body: redactor.redact(each.body, COMMENT_LENGTH.max),
  }));
  return redactor.places === before ? null : { ...draft, body, replaced, version: draft.version + 1 };
}

function replacedBy({ body, isInternal, savedAt }: Draft): ReplacedText {
  return { body, isInternal, savedAt };
}
