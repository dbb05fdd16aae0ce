import type { z } from 'zod';
import type { PolicyMovePreview, TicketMove } from '../../app/policy-changes/preview-policy-move.js';
import type { PromiseMove } from '../../domain/sla/sla-policy-move.js';
import type { SlaTarget } from '../../domain/sla/sla.js';
import type { PolicyMoveJob } from '../../ports/operations/workflow-gateway.js';
import type { policyMoveJobSchema, policyMovePreviewSchema } from './policy-move-schema.js';

export function presentPolicyMoveJob({
  id,
  state,
  total,
  done,
  moved,
  skipped,
  failed,
}: PolicyMoveJob): z.input<typeof policyMoveJobSchema> {
  return { job: { id, state, total, done, moved, skipped, failed } };
}

export function presentPolicyMovePreview({
  policy,
  total,
  moves,
}: PolicyMovePreview): z.input<typeof policyMovePreviewSchema> {
  return {
    policy,
    total,
    previewed: moves.length,
    first_response: summary(moves, 'firstResponse'),
    next_response: summary(moves, 'nextResponse'),
    resolution: summary(moves, 'resolution'),
    tickets: moves.map(({ ticket, promises }) => ({
      id: ticket.id,
      number: ticket.number,
      status: ticket.status,
      priority: ticket.priority,
      policy: ticket.sla.policy,
      first_response: presentPromise(promises.firstResponse),
      next_response: presentPromise(promises.nextResponse),
      resolution: presentPromise(promises.resolution),
    })),
  };
}

function presentPromise({ dueAt, breachesAtOnce }: PromiseMove) {
  return {
    due_at: dueAt === null ? null : { from: dueAt.from.toISOString(), to: dueAt.to.toISOString() },
    breaches_at_once: breachesAtOnce,
  };
}

function summary(moves: readonly TicketMove[], target: SlaTarget) {
  const shifts = moves.map(({ promises }) => shiftMs(promises[target]));
  return {
    sooner: shifts.filter((ms) => ms < 0).length,
    later: shifts.filter((ms) => ms > 0).length,
    unchanged: shifts.filter((ms) => ms === 0).length,
    breached_at_once: moves.filter(({ promises }) => promises[target].breachesAtOnce).length,
  };
}

function shiftMs({ dueAt }: PromiseMove): number {
  return dueAt === null ? 0 : dueAt.to.getTime() - dueAt.from.getTime();
}
