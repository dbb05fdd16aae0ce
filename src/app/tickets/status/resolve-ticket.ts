import type { Actor } from '../../../domain/access/actor.js';
import type { Attachment } from '../../../domain/tickets/attachments.js';
import { authorize } from '../../../domain/access/permissions.js';
import type { MailOrigin, Ticket } from '../../../domain/tickets/ticket.js';
import { walkTo } from '../../../domain/tickets/transitions.js';
import { changeTicket, type ChangeDeps, type Decision } from '../change-ticket.js';
import { commentNotices } from '../comments/comment-notices.js';
import { requireFields } from '../custom-fields.js';
import type { AppDeps } from '../../deps.js';
import { requireChoices } from '../../desk/check-choices.js';
import type { DeskDeps } from '../../desk/deps.js';
import { answeredBy, commentStep, mailOrigin } from '../comments/comment-step.js';
import { statusNotice } from './status-notice.js';
import { withAcceptance } from '../assignment/acceptance.js';
import type { Step } from '../ticket-change.js';

type Deps = DeskDeps & Pick<AppDeps, 'tickets' | 'users' | 'customFields' | 'newId'>;

interface Resolution extends MailOrigin {
  readonly resolutionCode?: string | undefined;
  /** The public comment of the resolution. */
  readonly comment?: string | undefined;
  /** The files of the comment. */
  readonly attachments?: readonly Attachment[];
}

/**
 * Resolves a ticket. One that nobody has begun is begun by it: start, comment and resolution each stand in the trail.
 * @throws DomainError `not_found`, `forbidden`, `illegal_transition` (resolved already, or over), `version_conflict`, `invalid_input`
 *   for a code that cannot be chosen and without a custom field that is required for it.
 */
export async function resolveTicket(
  deps: ChangeDeps & Deps,
  actor: Actor,
  reference: string,
  { expectedVersion, ...resolution }: Resolution & { readonly expectedVersion?: number | undefined } = {},
): Promise<Ticket> {
  const request = { reference, actor, origin: 'api', expectedVersion } as const;
  return changeTicket(deps, request, (ticket, now) => decideResolution(deps, actor, ticket, resolution, now));
}

/** @throws DomainError `forbidden`, `illegal_transition`, `invalid_input`. */
export async function decideResolution(
  deps: Deps,
  actor: Actor,
  ticket: Ticket,
  { resolutionCode, comment, attachments, ...origin }: Resolution,
  now: Date,
): Promise<Decision> {
  authorize(actor, 'ticket.work', ticket);
  const answered = comment === undefined ? ticket : answeredBy(actor, ticket, now);
  const { through, end } = walkTo(answered, 'resolved', now, resolutionCode ?? null);
  await requireChoices(deps, { resolutionCode }, { unless: ticket });
  await requireFields(deps, ticket, 'to_resolve');
  const earlier: Step[] = through.map((after) => statusStep(withAcceptance(after, actor, now)));
  const resolution = statusStep(withAcceptance(end, actor, now));
  if (comment === undefined) return { ...resolution, earlier, ...statusNotice(end, actor) };
  const said = {
    id: deps.newId(),
    body: comment,
    isInternal: false,
    ...(attachments === undefined ? {} : { attachments }),
    ...mailOrigin(origin),
  };
  const notices = await commentNotices(deps, actor, ticket, said);
  earlier.push({
    ...commentStep(said, actor, earlier.at(-1)?.after ?? answered, now),
    // The requester reads the comment in the mail about the resolution.
    notify: notices.filter(({ recipients }) => !recipients.includes(ticket.requester)),
  });
  return { ...resolution, earlier, ...statusNotice(end, actor, { comment_id: said.id }) };
}

function statusStep(after: Ticket): Step {
  return { after, type: 'ticket.status_changed' };
}
