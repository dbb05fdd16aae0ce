import { addDays } from '../../time.js';
import { DomainError } from '../../errors.js';
import type { ScheduledComment, Ticket } from '../ticket.js';

/** Maximum unsent comments per ticket: each is a step of its workflow. */
export const MAX_SCHEDULED_COMMENTS = 10;

/** Days ahead that a comment can be sent. A later instant is a typing error. */
export const MAX_SEND_DAYS = 92;

/** Returns the comment that is sent next; null without one. */
export function nextScheduled({ scheduled = [] }: Pick<Ticket, 'scheduled'>): ScheduledComment | null {
  return scheduled[0] ?? null;
}

/** @throws DomainError `invalid_input` for an instant too far ahead; `illegal_transition` for too many. */
export function withScheduled(ticket: Ticket, added: ScheduledComment, now: Date): Ticket {
  const { scheduled = [] } = ticket;
  if (added.at > addDays(now, MAX_SEND_DAYS)) {
    const message = `must be at most ${MAX_SEND_DAYS} days ahead`;
    throw new DomainError('invalid_input', 'The comment cannot be sent then.', {
      faults: [{ path: 'send_at', message }],
    });
  }
  if (scheduled.length >= MAX_SCHEDULED_COMMENTS) {
    throw new DomainError(
      'illegal_transition',
      `${ticket.number} already has ${MAX_SCHEDULED_COMMENTS} unsent comments, the maximum. Take one back first.`,
    );
  }
  const all = [...scheduled, added].sort((a, b) => a.at.getTime() - b.at.getTime());
  return { ...ticket, scheduled: all };
}

/** Returns the ticket after the comment was sent or taken back. */
export function withoutScheduled(ticket: Ticket, commentId: string): Ticket {
  const { scheduled = [], ...rest } = ticket;
  const left = scheduled.filter((each) => each.commentId !== commentId);
  return left.length === 0 ? rest : { ...rest, scheduled: left };
}
