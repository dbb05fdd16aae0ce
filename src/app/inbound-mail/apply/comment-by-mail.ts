import { withNewcomers, type ActiveParticipant } from '../../../domain/participants.js';
import type { Actor } from '../../../domain/access/actor.js';
import type { EventDetails } from '../../../domain/event-details.js';
import type { Attachment } from '../../../domain/tickets/attachments.js';
import { DomainError } from '../../../domain/errors.js';
import { BY_MAIL_CODE } from '../../../domain/resolution-codes.js';
import type { MailCommand } from '../../../domain/inbound-mail/mail-commands.js';
import type { AnswerAddress, MailOrigin, Ticket } from '../../../domain/tickets/ticket.js';
import { decideComment } from '../../tickets/comments/add-comment.js';
import { assignStep } from '../../tickets/assignment/assign-ticket.js';
import { moveStep } from '../../tickets/status/change-status.js';
import { changeTicket, type ChangeDeps } from '../../tickets/change-ticket.js';
import type { AppDeps } from '../../deps.js';
import type { DeskDeps } from '../../desk/deps.js';
import { decideResolution } from '../../tickets/status/resolve-ticket.js';
import { mailOrigin } from '../../tickets/comments/comment-step.js';
import type { SourceMail } from '../../tickets/shown/commit-shown.js';
import type { Decision, Step } from '../../tickets/ticket-change.js';
import { findNamedModerator } from '../sender/find-named-moderator.js';

type Deps = ChangeDeps & DeskDeps & Pick<AppDeps, 'users' | 'customFields'>;

interface Said extends MailOrigin {
  /** The id of the mail and the comment. */
  readonly id: string;
  /** Null for a mail of commands only. */
  readonly body: string | null;
  readonly details: EventDetails;
  /** Their contents are already stored. */
  readonly attachments?: readonly Attachment[];
  readonly mail?: SourceMail;
  /** True if it reopens a resolved ticket. */
  readonly reopens?: boolean;
  /** People in copy of the mail who may join the ticket. */
  readonly inCopy: readonly ActiveParticipant[];
  /**
   * The new address for answers to the requester; null for their account's address.
   * Absent for no change.
   */
  readonly answerTo?: AnswerAddress | null;
}

/** The executed commands, and messages about the failed ones. */
interface Followed {
  readonly done: readonly string[];
  readonly problems: readonly string[];
}

/**
 * Adds a comment and executes the commands of a mail in one change.
 * A failed command is left out and reported. The comment is added anyway. Idempotent by id.
 * @throws DomainError `illegal_transition` for a closed or cancelled ticket; `duplicate` if another mail with this
 *   Message-ID was processed.
 */
export async function commentByMail(
  deps: Deps,
  actor: Actor,
  { id: reference }: Ticket,
  said: Said,
  commands: readonly MailCommand[],
): Promise<Followed> {
  let followed: Followed = { done: [], problems: [] };
  try {
    await changeTicket(deps, { reference, actor, origin: 'api', mail: said.mail }, async (ticket, now) => {
      const steps = new Steps(ticket);
      await follow(deps, actor, said, commands, steps, now);
      steps.amend((here) => withAnswerTo(here, actor, said.answerTo));
      addPeople(steps, said.inCopy);
      followed = steps;
      return steps.decision(said.details);
    });
  } catch (error) {
    // Another run of the same mail was faster, unless it was another mail.
    const mayBeThere = error instanceof DomainError && error.code === 'duplicate';
    if (!mayBeThere || (await deps.tickets.findComment(said.id)) === null) throw error;
  }
  return followed;
}

/** The requester reads the text in the resolution mail, unless it is internal. */
async function follow(
  deps: Deps,
  actor: Actor,
  { id, body, attachments, reopens = false, ...rest }: Said,
  commands: readonly MailCommand[],
  steps: Steps,
  now: Date,
): Promise<void> {
  const isInternal = commands.some(({ name }) => name === 'internal');
  const comment = isInternal ? null : body;
  const files = attachments === undefined ? {} : { attachments };
  const origin = mailOrigin(rest);
  let isSaid = body === null;
  for (const command of commands) {
    if (command.name !== 'assign') continue;
    await steps.attempt('assign', async (ticket) =>
      assignStep(deps, actor, ticket, await findNamedModerator(deps, command.whom), now),
    );
  }
  if (commands.some(({ name }) => name === 'resolve')) {
    const isResolvedNow = await steps.attempt('resolve', (ticket) => {
      if (ticket.status === 'resolved') return null;
      const resolution = {
        resolutionCode: BY_MAIL_CODE,
        ...(comment === null ? {} : { comment, ...files, ...origin }),
      };
      return decideResolution({ ...deps, newId: () => id }, actor, ticket, resolution, now);
    });
    isSaid ||= isResolvedNow && comment !== null;
  }
  if (isSaid || body === null) return;
  steps.take(
    await decideComment(deps, actor, steps.here, { id, body, isInternal, ...files, ...origin }, now),
  );
  if (isInternal) steps.done.push('internal');
  else if (reopens && steps.here.status === 'resolved') {
    const reopened = await moveStep(deps, actor, steps.here, { to: 'in_progress' }, now);
    steps.take({ ...reopened, details: { reason: 'the requester answered' } });
  }
}

/** Only for the current requester of the ticket. */
function withAnswerTo(ticket: Ticket, actor: Actor, answerTo: AnswerAddress | null | undefined): Ticket {
  if (answerTo === undefined || ticket.requester.id !== actor.id) return ticket;
  const { answerTo: _, ...rest } = ticket;
  return answerTo === null ? rest : { ...rest, answerTo };
}

/** After the comment, because people in copy of a mail have read it. */
function addPeople(steps: Steps, inCopy: readonly ActiveParticipant[]): void {
  const { participants, added } = withNewcomers(steps.here, inCopy);
  if (added.length === 0) return;
  steps.take({
    after: { ...steps.here, participants },
    type: 'ticket.participants_added',
    details: { participant_ids: added.map(({ id }) => id) },
  });
}

/** Runs the decisions in sequence, each on the result of the previous one. */
class Steps implements Followed {
  readonly done: string[] = [];
  readonly problems: string[] = [];
  private readonly steps: Step[] = [];

  constructor(public here: Ticket) {}

  take({ earlier = [], ...step }: Decision): void {
    this.steps.push(...earlier, step);
    this.here = step.after;
  }

  /** Changes the ticket within the last step; nothing without a step. */
  amend(change: (ticket: Ticket) => Ticket): void {
    const last = this.steps.pop();
    if (last === undefined) return;
    this.here = change(last.after);
    this.steps.push({ ...last, after: this.here });
  }

  /** Returns true if it changed something. */
  async attempt(
    name: MailCommand['name'],
    rule: (ticket: Ticket) => Promise<Decision | null> | Decision | null,
  ): Promise<boolean> {
    try {
      const decision = await rule(this.here);
      if (decision !== null) this.take(decision);
      this.done.push(name);
      return decision !== null;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.problems.push(
        `#${name}: ${[error.message, ...error.faults.map(({ path, message }) => `${path} ${message}.`)].join(' ')}`,
      );
      return false;
    }
  }

  decision(details: EventDetails): Decision | null {
    const told = this.steps.map((step) => ({ ...step, details: { ...step.details, ...details } }));
    const last = told.pop();
    return last === undefined ? null : { ...last, earlier: told };
  }
}
