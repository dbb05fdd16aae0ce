import type { Actor } from '../../domain/access/actor.js';
import { withTriage } from '../../domain/triage/needs-review.js';
import { awaitsModel } from '../../domain/triage/triage-rules.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import { INITIAL_RUN, LATER_RUN, type TriageSource } from '../../domain/tickets/triage.js';
import { isFinal } from '../../domain/tickets/ticket.js';
import { changeTicket, findTicket, type ChangeDeps } from '../tickets/change-ticket.js';
import type { AppDeps } from '../deps.js';
import { askModel, calibratedBy, type AskDeps } from './ask-model.js';
import { receiptNotice } from './receipt-notice.js';

type Deps = ChangeDeps & AskDeps & Pick<AppDeps, 'currentModel' | 'synonyms' | 'calibrations'>;

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
  const { answer, ...asked } = calibratedBy(deps, await askModel(deps, model, ticket, signal));
  const request = { reference, actor: aiActor(asked.source), origin: 'workflow', preloaded: ticket } as const;
  return changeTicket(deps, request, (current, now) => {
    if (isSettled(current, runId)) return null;
    const after = withTriage(current, answer, { ...asked, runId, synonyms: deps.synonyms, at: now });
    return {
      after,
      type: after.triage.state === 'needs_review' ? 'ticket.triage_proposed' : 'ticket.triaged',
      details: {
        run: runId,
        provider: asked.source.provider,
        model: asked.source.model,
        confidence: answer.confidence,
      },
      isInternal: true,
      ...receiptNotice(current),
    };
  });
}

function isSettled(ticket: Ticket, runId: string): boolean {
  const isBegun = runId === INITIAL_RUN && ticket.triage.state !== 'pending';
  const isTaken = runId === LATER_RUN && !awaitsModel(ticket);
  return isBegun || isTaken || ticket.triage.runId === runId || isFinal(ticket.status);
}

function aiActor(source: TriageSource): Actor {
  return { type: 'ai', id: source.provider, name: `AI triage (${source.provider})` };
}
