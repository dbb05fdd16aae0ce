import { describe, expect, it } from '@jest/globals';
import { STATUSES, type Status } from '../../../src/domain/ticket-fields.js';
import { changeStatus } from '../../../src/domain/tickets/transitions.js';
import { aTicket, minutes } from '../../support/tickets/builders.js';

/** DESIGN §2, written out again on purpose: the test must not read the table that it checks. */
const ALLOWED = new Set([
  'open>in_progress',
  'open>waiting_on_user',
  'open>on_hold',
  'open>cancelled',
  'in_progress>waiting_on_user',
  'in_progress>on_hold',
  'in_progress>resolved',
  'in_progress>cancelled',
  'waiting_on_user>in_progress',
  'waiting_on_user>resolved',
  'waiting_on_user>cancelled',
  'on_hold>in_progress',
  'on_hold>resolved',
  'on_hold>cancelled',
  'resolved>in_progress',
  'resolved>closed',
]);

const HOLD = { reason: 'third_party', pausesClock: true, until: null };
const pairs = STATUSES.flatMap((from) => STATUSES.map((to) => [from, to] as [Status, Status]));

describe('the life of a ticket', () => {
  it.each(pairs)('%s to %s', (from, to) => {
    const move = () => changeStatus(aTicket({ status: from }), to, minutes(5), 'fixed', HOLD);
    if (ALLOWED.has(`${from}>${to}`)) expect(move().status).toBe(to);
    else expect(move).toThrow(expect.objectContaining({ code: 'illegal_transition' }));
  });

  it('needs a reason to be on hold, and clears it afterwards', () => {
    const open = aTicket();
    expect(() => changeStatus(open, 'on_hold', minutes(5), null)).toThrow(
      expect.objectContaining({
        code: 'invalid_input',
        faults: [expect.objectContaining({ path: 'hold_reason' })],
      }),
    );
    const held = changeStatus(open, 'on_hold', minutes(5), null, HOLD);
    expect(held.hold).toEqual(HOLD);
    for (const next of ['in_progress', 'resolved', 'cancelled'] as const) {
      expect('hold' in changeStatus(held, next, minutes(9), null)).toBe(false);
    }
  });

  it('closes only with a resolution code', () => {
    expect(() => changeStatus(aTicket({ status: 'resolved' }), 'closed', minutes(5), null)).toThrow(
      expect.objectContaining({
        code: 'invalid_input',
        faults: [expect.objectContaining({ path: 'resolution_code' })],
      }),
    );
  });

  it('closes with the resolution code of its resolution', () => {
    const closed = changeStatus(
      aTicket({ status: 'resolved', resolutionCode: 'fixed' }),
      'closed',
      minutes(5),
      null,
    );
    expect(closed).toMatchObject({ resolutionCode: 'fixed', closedAt: minutes(5) });
  });

  it('clears the resolution when reopened', () => {
    const resolved = changeStatus(aTicket({ status: 'in_progress' }), 'resolved', minutes(5), 'fixed');
    expect(changeStatus(resolved, 'in_progress', minutes(9), null)).toMatchObject({
      resolutionCode: null,
      resolvedAt: null,
    });
  });
});
