import { SYSTEM_ACTOR } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/errors.js';
import { applyFallback, type LocalAnswer } from '../../domain/triage/triage-rules.js';
import { isFinal, type Ticket } from '../../domain/tickets/ticket.js';
import { changeTicket, findTicket, type ChangeDeps } from '../tickets/change-ticket.js';
import type { AppDeps } from '../deps.js';
import { withFileTexts } from '../tickets/files/with-file-texts.js';
import { askModel, type AskDeps } from './ask-model.js';
import { receiptNotice } from './receipt-notice.js';

type Deps = ChangeDeps & AskDeps & Pick<AppDeps, 'files' | 'localModel' | 'synonyms'>;

/** The built-in rules make no request, so there is nothing to abort. */
const NEVER = new AbortController().signal;

/**
 * Continues a ticket without the AI: with the result of the built-in rules and a note for a person.
 * A ticket that a model has triaged before keeps its values.
 */
export async function fallBackTriage(deps: Deps, reference: string, runId: string): Promise<Ticket> {
  const known = await findTicket(deps, reference);
  if (isSettled(known)) return known;
  const local = await localAnswer(deps, known);
  const request = { reference, actor: SYSTEM_ACTOR, origin: 'workflow', known } as const;
  return changeTicket(deps, request, (ticket, now) => {
    if (isSettled(ticket)) return null;
    return {
      after: applyFallback(ticket, { runId, at: now }, local),
      type: 'ticket.triage_fell_back',
      details: { run: runId, provider: local?.source.provider ?? null },
      isInternal: true,
      ...receiptNotice(ticket),
    };
  });
}

function isSettled({ triage, status }: Ticket): boolean {
  return triage.state !== 'pending' || isFinal(status);
}

/** Null where the rules of a vocabulary give no answer that could be taken: the ticket goes on with safe values. */
async function localAnswer(deps: Deps, ticket: Ticket): Promise<LocalAnswer | null> {
  const { localModel, synonyms, logger } = deps;
  try {
    return {
      ...(await askModel(
        deps,
        localModel,
        await withFileTexts(deps, ticket, { includeInternal: true }),
        NEVER,
      )),
      synonyms,
    };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === 'unavailable') throw error;
    logger.warn({ err: error, ticketId: ticket.id }, 'the built-in rules gave no answer');
    return null;
  }
}
