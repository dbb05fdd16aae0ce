import type { Actor } from '../../access/actor.js';
import type { Choice } from '../../desk/choices.js';
import type { AutomaticAnswer, Comment, Ticket } from '../ticket.js';
import { INITIAL_RUN } from '../triage.js';

/** Minutes that an automatic answer waits, so that a person can be faster. */
export const DEFAULT_AUTO_ANSWER_MINUTES = 10;
/** A day. */
export const MAX_AUTO_ANSWER_MINUTES = 1_440;

/** The author of automatic answers. It is no account. */
export const AUTOMATIC_AUTHOR: Actor = { type: 'ai', id: 'automatic-answer', name: 'Automatic answer' };

/** Returns the confidence that an automatic answer needs; null if the category has none. */
export function automaticAnswerThreshold(choice: Pick<Choice, 'autoAnswerAbove'> | undefined): number | null {
  return choice?.autoAnswerAbove ?? null;
}

/**
 * Returns true for a new ticket without a public comment. A ticket gets one automatic answer in its life, so a reopened
 * one gets none. A mail with an unproven sender gets none: its sender may be a stranger's victim.
 */
export function mayGetAutomaticAnswer(ticket: Ticket): boolean {
  return (
    ticket.autoAnswer === undefined &&
    ticket.isSenderUnproven === undefined &&
    ticket.isReceiptHeld === undefined &&
    ticket.triage.state === 'done' &&
    ticket.triage.runId === INITIAL_RUN &&
    isUntouched(ticket)
  );
}

/** True until a person has written publicly, or begun to work on the ticket. */
function isUntouched({ status, lastWord }: Ticket): boolean {
  return status === 'open' && lastWord === undefined;
}

/** What is known when an automatic answer is due. */
interface Now {
  /** The category of the ticket. */
  readonly choice: Pick<Choice, 'autoAnswerAbove'> | undefined;
  /** Its articles that are public now. */
  readonly articles: AutomaticAnswer['articles'];
}

/** Returns why a waiting answer must not be sent any longer; null if it may be sent. */
export function reasonToWithhold(
  ticket: Ticket,
  { automatic, edited }: Comment,
  { choice, articles }: Now,
): string | null {
  if (!isUntouched(ticket)) return 'a person has written or begun to work';
  if (automaticAnswerThreshold(choice) === null) return 'the category has no automatic answers now';
  // A person who has edited it answers for its text.
  if (edited !== undefined) return null;
  const isPublic = ({ id, version }: AutomaticAnswer['articles'][number]) =>
    articles.some((one) => one.id === id && one.version === version);
  return automatic?.articles.every(isPublic) === true ? null : 'an article has changed since';
}
