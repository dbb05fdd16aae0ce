import type { Actor } from '../../../domain/access/actor.js';
import { isDeepStrictEqual } from 'node:util';
import { changedTags, type BulkChange, type BulkJob } from '../../../domain/tickets/bulk-change.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import { decideComment } from '../comments/add-comment.js';
import { assignStep } from '../assignment/assign-ticket.js';
import { moveStep } from '../status/change-status.js';
import type { HoldDeps } from '../status/hold-ticket.js';
import type { AppDeps } from '../../deps.js';
import { requireChoices } from '../../desk/check-choices.js';
import type { DeskDeps } from '../../desk/deps.js';
import { editStep } from '../edit-ticket.js';
import { decideResolution } from '../status/resolve-ticket.js';
import type { Decision, Step } from '../ticket-change.js';

type Deps = DeskDeps & HoldDeps & Pick<AppDeps, 'tickets' | 'customFields' | 'users' | 'newId'>;

/** One part of the change, by the rule of its single call; null if it is already so. */
type Rule = (ticket: Ticket) => Promise<Decision | null> | Decision | null;

/**
 * Returns the changes of a bulk job to one ticket as one decision:
 * fields, assignee, comment and status in this order, each based on the one before, and each recorded with the job's
 * id. Null if nothing changes.
 * @throws DomainError of the first failing rule; then nothing is changed.
 */
export async function bulkSteps(
  deps: Deps,
  actor: Actor,
  { id, change }: Pick<BulkJob, 'id' | 'change'>,
  ticket: Ticket,
  now: Date,
): Promise<Decision | null> {
  const steps: Step[] = [];
  let here = ticket;
  for (const rule of rulesOf(deps, actor, change, now)) {
    const decision = await rule(here);
    if (decision === null) continue;
    const { earlier = [], ...step } = decision;
    steps.push(...earlier, step);
    here = step.after;
  }
  const told = steps.map((step) => ({ ...step, details: { ...step.details, bulk_job: id } }));
  const last = told.pop();
  return last === undefined ? null : { ...last, earlier: told };
}

function rulesOf(deps: Deps, actor: Actor, change: BulkChange, now: Date): readonly Rule[] {
  const { status, resolutionCode, hold, priority, category, type, team, addTags, removeTags } = change;
  const { assigneeId, comment } = change;
  const edits = { priority, category, type, team, tags: addTags ?? removeTags };
  return [
    async (ticket) => {
      if (Object.values(edits).every((value) => value === undefined)) return null;
      const tags = edits.tags === undefined ? undefined : changedTags(ticket.tags, change);
      const step = editStep(actor, ticket, { ...edits, tags });
      await requireChoices(deps, edits, { unless: ticket });
      return isDeepStrictEqual(step.after, ticket) ? null : step;
    },
    (ticket) => (assigneeId === undefined ? null : assignStep(deps, actor, ticket, assigneeId, now)),
    (ticket) =>
      comment === undefined
        ? null
        : decideComment(deps, actor, ticket, { ...comment, id: deps.newId() }, now),
    async (ticket) => {
      if (status === undefined || (status === ticket.status && hold === undefined)) return null;
      if (status === 'resolved') return decideResolution(deps, actor, ticket, { resolutionCode }, now);
      const step = await moveStep(deps, actor, ticket, { to: status, resolutionCode, hold }, now);
      return isDeepStrictEqual(step.after, ticket) ? null : step;
    },
  ];
}
