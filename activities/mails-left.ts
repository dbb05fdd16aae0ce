import type { SendOutcome } from '../src/app/mail/send-delivery.js';
import type { MailsLeft } from '../workflows/contracts/activities.js';

/** Returns the remaining work of the workflow: nearly always none. */
export function mailsLeft(outcomes: readonly SendOutcome[]): MailsLeft {
  const waiting = outcomes.flatMap(({ deliveryId, waitsUntil }) =>
    waitsUntil === null ? [] : [{ deliveryId, at: waitsUntil.getTime() }],
  );
  const gatherings = [...new Set(outcomes.flatMap(({ carriedBy }) => carriedBy ?? []))];
  return {
    ...(waiting.length === 0
      ? {}
      : {
          waiting: waiting.map(({ deliveryId }) => deliveryId),
          waitUntil: new Date(Math.min(...waiting.map(({ at }) => at))).toISOString(),
        }),
    ...(gatherings.length === 0 ? {} : { gatherings }),
  };
}
