import { z } from 'zod';
import type { HoldRequest } from '../../domain/tickets/hold.js';
import { choiceKey } from '../choices/key.js';
import { instantInput } from '../http/fields.js';

export const holdReason = choiceKey('hold-reasons');

export const holdUntil = z.union([z.iso.date(), instantInput]).nullable().meta({
  description:
    'When Holdfast continues the ticket: an instant, or a day in the time zone of its SLA calendar. At most two years ahead; null for no date.',
  example: '2027-01-04',
});

/** The fields of a hold as clients send them. */
interface HoldFields {
  readonly hold_reason?: string | undefined;
  readonly hold_until?: Date | string | null | undefined;
}

export const HOLD_FAULT = { path: ['hold_reason'], message: 'goes with the status on_hold, like hold_until' };

/** True unless a hold is described for another status than `on_hold`. */
export function isHoldFor(status: string | undefined, { hold_reason, hold_until }: HoldFields): boolean {
  return status === 'on_hold' || (hold_reason === undefined && hold_until === undefined);
}

/** Undefined where no hold is described. */
export function toHold({ hold_reason: reason, hold_until: until }: HoldFields): HoldRequest | undefined {
  return reason === undefined && until === undefined ? undefined : { reason, until };
}
