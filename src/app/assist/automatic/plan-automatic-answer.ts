import { setTimeout as delay } from 'node:timers/promises';
import { SYSTEM_ACTOR } from '../../../domain/access/actor.js';
import { LANGUAGES } from '../../../domain/languages.js';
import {
  AUTOMATIC_AUTHOR,
  automaticAnswerThreshold,
  DEFAULT_AUTO_ANSWER_MINUTES,
  mayGetAutomaticAnswer,
} from '../../../domain/tickets/comments/automatic-answer.js';
import { withScheduled } from '../../../domain/tickets/comments/scheduled-comments.js';
import { addMinutes } from '../../../domain/time.js';
import type { AutomaticAnswer, Ticket } from '../../../domain/tickets/ticket.js';
import type { WithheldReason } from '../../../ports/operations/metrics.js';
import type { AppDeps } from '../../deps.js';
import { changeTicket, type ChangeDeps } from '../../tickets/change-ticket.js';
import { commentStep } from '../../tickets/comments/comment-step.js';
import { composeReply, type ReplyDeps } from '../reply/draft-reply.js';
import { REPLY_TEXTS } from '../reply/texts.js';

type Deps = ReplyDeps & ChangeDeps & Pick<AppDeps, 'categories' | 'articleIndex' | 'metrics'>;

/** Milliseconds. An attempt of triage has 25 s (`AI_OPTIONS`), and the model of triage may have used most of them. */
const ATTEMPT_MS = 22_000;
const MIN_LEFT_MS = 3_000;
/** The longest wait for the index of articles. */
const INDEX_MS = 5_000;
const POLL_MS = 50;

interface Answer extends AutomaticAnswer {
  readonly body: string;
}

/**
 * Drafts an automatic answer to a ticket that was just triaged, and lets it wait as an unsent comment.
 * Staff see it, edit it or take it back until then; the life of the ticket sends it like every comment that is sent later.
 * Without an answer that is sure enough the ticket stays as it is. A fault costs the answer, and never the triage.
 * @param startedAt of the attempt, by the monotonic clock
 */
export async function planAutomaticAnswer(
  deps: Deps,
  ticket: Ticket,
  startedAt: number,
  signal: AbortSignal,
): Promise<Ticket> {
  try {
    const categories = await deps.categories.all();
    const choice = categories.find(({ name, isActive }) => name === ticket.category && isActive);
    const threshold = automaticAnswerThreshold(choice);
    if (threshold === null || !mayGetAutomaticAnswer(ticket)) return ticket;
    const leftMs = Math.floor(ATTEMPT_MS - (performance.now() - startedAt));
    const answer =
      leftMs < MIN_LEFT_MS
        ? 'late'
        : await inTime(
            untilIndexed(deps, signal).then(() => draftAnswer(deps, ticket, threshold)),
            leftMs,
            signal,
          );
    signal.throwIfAborted();
    if (typeof answer === 'string') {
      deps.metrics.automaticAnswerWithheld(answer);
      return ticket;
    }
    const minutes = choice?.autoAnswerMinutes ?? DEFAULT_AUTO_ANSWER_MINUTES;
    return await letWait(deps, ticket, answer, minutes);
  } catch (error) {
    signal.throwIfAborted();
    deps.metrics.automaticAnswerWithheld('failed');
    deps.logger.warn({ err: error, ticket: ticket.number }, 'no automatic answer was drafted');
    return ticket;
  }
}

/** A worker has no index of articles before its first search. Ten thousand articles take seconds. */
async function untilIndexed({ articleIndex }: Deps, signal: AbortSignal): Promise<void> {
  articleIndex.start();
  const endsAt = performance.now() + INDEX_MS;
  while (articleIndex.state.state === 'building' && performance.now() < endsAt)
    await delay(POLL_MS, undefined, { signal });
}

/** An answer only if every sentence is taken from a public article, in the language of the requester. */
async function draftAnswer(deps: Deps, ticket: Ticket, threshold: number): Promise<Answer | WithheldReason> {
  const options = { wanted: undefined, onlyArticles: true };
  const reply = await composeReply(deps, SYSTEM_ACTOR, ticket, options);
  const language = LANGUAGES.find((one) => one === reply.language);
  if (reply.confidence === 0 || reply.confidence < threshold) return 'unsure';
  if (!reply.isFullySourced) return 'unsourced';
  if (reply.notices.length > 0 || language === undefined) return 'noted';
  const articles = reply.sources.map(({ id, version }) => ({ id, version }));
  return { articles, body: `${reply.draft}\n\n${REPLY_TEXTS[language].automatic}` };
}

function letWait(
  deps: Deps,
  preloaded: Ticket,
  { body, articles }: Answer,
  minutes: number,
): Promise<Ticket> {
  const request = {
    reference: preloaded.id,
    actor: AUTOMATIC_AUTHOR,
    origin: 'workflow',
    preloaded,
  } as const;
  // One for the life of a ticket: a repeat of the activity cannot store a second one.
  const id = `automatic-${preloaded.id}`;
  return changeTicket(deps, request, (ticket, now) => {
    if (!mayGetAutomaticAnswer(ticket)) return null;
    const sendAt = addMinutes(now, minutes);
    const waiting = withScheduled(ticket, { commentId: id, at: sendAt }, now);
    const after = { ...waiting, autoAnswer: { commentId: id, at: now } };
    const step = commentStep({ id, body, isInternal: true }, AUTOMATIC_AUTHOR, after, now);
    return {
      ...step,
      details: { ...step.details, send_at: sendAt.toISOString(), is_automatic: true },
      comment: { ...step.comment, sendAt, automatic: { articles } },
    };
  });
}

/** Returns `late` if the work takes longer. Its result is not used then. */
async function inTime<T>(work: Promise<T>, ms: number, signal: AbortSignal): Promise<T | 'late'> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(ms)]);
  const ended = new Promise<'late'>((resolve) => {
    limit.addEventListener('abort', () => {
      resolve('late');
    });
  });
  return Promise.race([work, ended]);
}
