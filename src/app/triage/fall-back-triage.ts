import { applyFallback } from '../../domain/triage-rules.js';
import { isFinal, type Ticket } from '../../domain/ticket.js';
import { SYSTEM_ACTOR } from '../../domain/user.js';
import { changeTicket, type ChangeDeps } from '../change-ticket.js';
import { receiptNotice } from './receipt-notice.js';

/**
 * Lets a ticket go on without an answer of the AI: safe values, and a note for a person. A ticket that a model has
 * triaged before keeps what it has.
 */
export async function fallBackTriage(deps: ChangeDeps, reference: string, runId: string): Promise<Ticket> {
  const request = { reference, actor: SYSTEM_ACTOR, origin: 'workflow' } as const;
  return changeTicket(deps, request, (ticket, now) => {
    if (ticket.triage.state !== 'pending' || isFinal(ticket.status)) return null;
    return {
      after: applyFallback(ticket, { runId, at: now }),
      type: 'ticket.triage_fell_back',
      details: { run: runId },
      isInternal: true,
      ...receiptNotice(ticket),
    };
  });
}
