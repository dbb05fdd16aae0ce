import { addDays, addMinutes } from '../../../src/domain/time.js';
import { describe, expect, it } from '@jest/globals';
import { accountDelivery, isGivenUp, type Delivery } from '../../../src/domain/mail/delivery.js';
import { T0 } from '../../support/tickets/builders.js';

const now = addDays(T0, 1);
const event = { id: 'event', at: T0, details: {} };
const queued = accountDelivery(event, 'sign_in_code', { id: 'alice', name: 'Alice' });
const tried: Delivery = { ...queued, attempts: 7 };

describe('a mail that was tried in vain for a day', () => {
  it.each([
    ['waits for nobody any more', tried, true],
    ['may have lost its sender', { ...tried, state: 'sending', claimedUntil: now }, true],
    ['is not given up before', { ...tried, createdAt: addMinutes(T0, 1) }, false],
    ['is not one that was never tried', queued, false],
    [
      'is not one that somebody sends',
      { ...tried, state: 'sending', claimedUntil: addMinutes(now, 1) },
      false,
    ],
    ['is not one that waited for quiet hours to end', { ...tried, notBefore: addMinutes(T0, 60) }, false],
    ['is not one that is settled', { ...tried, state: 'failed' }, false],
  ] as const)('%s', (_what, delivery, isOver) => {
    expect(isGivenUp(delivery, now)).toBe(isOver);
  });
});
