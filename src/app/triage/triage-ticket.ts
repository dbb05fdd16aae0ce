import type { Actor } from '../../domain/access/actor.js';
import { withTriage } from '../../domain/triage/needs-review.js';
import { awaitsModel } from '../../domain/triage/triage-rules.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import { INITIAL_RUN, LATER_RUN, type TriageReview, type TriageSource } from '../../domain/tickets/triage.js';
import { openReview } from '../../domain/tickets/review.js';
import { defaultTeam } from '../../domain/desk/default-team.js';
import { activeTeam } from '../../domain/desk/teams.js';
import type { Notice } from '../../domain/mail/delivery.js';
import { isFinal } from '../../domain/tickets/ticket.js';
import { changeTicket, findTicket, type ChangeDeps } from '../tickets/change-ticket.js';
import type { AppDeps } from '../deps.js';
import { leadOrManagers } from '../tickets/assignment/auto-assign-ticket.js';
import { withFileTexts } from '../tickets/files/with-file-texts.js';
import { askModel, calibratedBy, type AskDeps, type ModelAnswer } from './ask-model.js';
import { receiptNotice } from './receipt-notice.js';

type Deps = ChangeDeps &
  AskDeps &
  Pick<AppDeps, 'files' | 'currentModel' | 'synonyms' | 'calibrations' | 'users'>;

/**
 * Asks the model about a ticket and writes the answer.
 * A recorded run (same `runId`) or a final ticket is skipped, so a repeat does nothing. The later run of a ticket on
 * fallback skips an accepted ticket.
 * @throws DomainError of the {@link LanguageModel}; then the ticket is unchanged.
 */
export async function triageTicket(
  deps: Deps,
  reference: string,
  runId: string,
  signal: AbortSignal,
): Promise<Ticket> {
  const ticket = await findTicket(deps, reference);
  if (isSettled(ticket, runId)) return ticket;
  const model = await deps.currentModel();
  const { answer, ...asked } = calibratedBy(
    deps,
    await askModel(deps, model, await withFileTexts(deps, ticket, { includeInternal: true }), signal),
  );
  const request = { reference, actor: aiActor(asked.source), origin: 'workflow', preloaded: ticket } as const;
  return changeTicket(deps, request, async (current, now) => {
    if (isSettled(current, runId)) return null;
    const after = withTriage(current, answer, { ...asked, runId, synonyms: deps.synonyms, at: now });
    const review = openReview(after);
    const receipt = receiptNotice(current).notify ?? [];
    return {
      after,
      type: review === null ? 'ticket.triaged' : 'ticket.triage_proposed',
      details: {
        run: runId,
        provider: asked.source.provider,
        model: asked.source.model,
        confidence: answer.confidence,
      },
      isInternal: true,
      notify: review === null ? receipt : [...receipt, await reviewNotice(deps, after, review, asked)],
    };
  });
}

/** Mails the lead of the proposed team, or the managers, because the ticket has no assignee who would look at it. */
async function reviewNotice(
  deps: Pick<AppDeps, 'users'>,
  { team }: Ticket,
  { proposed, until }: TriageReview,
  lists: Pick<ModelAnswer, 'categories' | 'teams'>,
): Promise<Notice> {
  const key = team ?? defaultTeam(lists, proposed.category, proposed.suggestedTeam);
  const recipients = await leadOrManagers(deps, activeTeam(lists.teams, key));
  return { kind: 'queued', recipients, details: { review_until: until.toISOString() } };
}

function isSettled(ticket: Ticket, runId: string): boolean {
  const isBegun = runId === INITIAL_RUN && ticket.triage.state !== 'pending';
  const isTaken = runId === LATER_RUN && !awaitsModel(ticket);
  return isBegun || isTaken || ticket.triage.runId === runId || isFinal(ticket.status);
}

function aiActor(source: TriageSource): Actor {
  return { type: 'ai', id: source.provider, name: `AI triage (${source.provider})` };
}
