import { DomainError } from '../errors.js';
import type { Calendar } from '../sla/calendar/calendar.js';
import { startOfLocalDay } from '../sla/calendar/local-day.js';
import { addDays } from '../time.js';

/** Why a ticket is on hold, and until when. */
export interface Hold {
  /** A key of the hold reasons. It may be retired or removed since. */
  readonly reason: string;
  /** As the reason said when it was chosen: a later change of the reason moves no running clock. */
  readonly pausesClock: boolean;
  /** The instant when Holdfast continues the ticket; null to wait for a person. */
  readonly until: Date | null;
}

/** A hold as a caller asks for it. An absent reason keeps that of a ticket which is already on hold. */
export interface HoldRequest {
  readonly reason?: string | undefined;
  /** An instant, or a day `YYYY-MM-DD` in the time zone of the ticket's calendar. Null for none. */
  readonly until?: Date | string | null | undefined;
}

/** Two years, in days. A later date is a typing error, and calendars end about five years ahead. */
export const MAX_HOLD_DAYS = 731;

/**
 * Returns the instant of `until`. A day begins at its first instant, also where the clocks skip midnight.
 * @throws DomainError `invalid_input` for the past, and for more than {@link MAX_HOLD_DAYS} ahead.
 */
export function holdEnd(until: Date | string, calendar: Calendar, now: Date): Date {
  const latest = addDays(now, MAX_HOLD_DAYS);
  const end = typeof until === 'string' ? startOfLocalDay(calendar, until) : until;
  if (end !== null && end > now && end <= latest) return end;
  const message =
    end === null
      ? 'must be a date or an instant'
      : `must be in the future, and before ${latest.toISOString()}`;
  throw new DomainError('invalid_input', `The ticket cannot be on hold until then: the date ${message}.`, {
    faults: [{ path: 'hold_until', message }],
  });
}

/** Returns when Holdfast continues the ticket; null for never. */
export function holdEndsAt({
  status,
  hold,
}: {
  readonly status: string;
  readonly hold?: Hold | null;
}): Date | null {
  return status === 'on_hold' ? (hold?.until ?? null) : null;
}
