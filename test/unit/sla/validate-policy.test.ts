import { describe, expect, it } from '@jest/globals';
import { ALWAYS } from '../../../src/domain/sla/calendar/calendar.js';
import { DomainError } from '../../../src/domain/errors.js';
import { DEFAULT_POLICY, type SlaPolicy } from '../../../src/domain/sla/sla.js';
import { validatePolicy } from '../../../src/domain/sla/validate-policy.js';
import { aStep, T0 } from '../../support/tickets/builders.js';
import { officeHours } from '../../support/sla/calendars.js';

function pathsOf(change: Partial<SlaPolicy>, calendar = ALWAYS): string[] {
  try {
    validatePolicy({ ...DEFAULT_POLICY, ...change }, calendar, T0);
    return [];
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'invalid_input') throw error;
    return error.faults.map(({ path }) => path);
  }
}

describe('a policy', () => {
  it('accepts the default policy', () => expect(pathsOf({})).toEqual([]));

  it('is refused with every fault at once', () => {
    const { targets } = DEFAULT_POLICY;
    expect(
      pathsOf({
        targets: { ...targets, low: { firstResponseMinutes: -1, resolutionMinutes: Number.NaN } },
        exceptions: [
          { category: null, team: null, targets: {} },
          {
            category: 'email',
            team: null,
            targets: { high: { firstResponseMinutes: 0, resolutionMinutes: 9 } },
          },
        ],
        pauseStatuses: ['waiting_on_user', 'resolved'],
        warnAtShare: 1,
        escalation: [
          aStep('reassign', Number.NaN),
          aStep('mail', 0),
          aStep('notify_managers', 0, { recipientId: 'maya' }),
          aStep('move_to_team', 0),
          aStep('raise_priority', 0, { team: 'workplace' }),
        ],
        autoCloseMinutes: 0,
        queueRetryMinutes: Number.POSITIVE_INFINITY,
        acknowledgeMinutes: 0,
        reminderMinutes: Number.NaN,
      }),
    ).toEqual([
      'targets.low.first_response_minutes',
      'targets.low.resolution_minutes',
      'exceptions.0',
      'exceptions.1.targets.high.first_response_minutes',
      'pause_statuses.1',
      'escalation.0.after_minutes',
      'escalation.1.recipient_id',
      'escalation.2.recipient_id',
      'escalation.3.team',
      'escalation.4.team',
      'auto_close_minutes',
      'queue_retry_minutes',
      'acknowledge_minutes',
      'reminder_minutes',
      'warn_at_share',
    ]);
  });

  it('needs an existing calendar with enough working time', () => {
    expect(() => validatePolicy(DEFAULT_POLICY, null, T0)).toThrow(/always@1 does not exist/u);
    const brief = officeHours({ week: { monday: [{ start: '09:00', end: '09:15' }] } });
    expect(pathsOf({}, brief)).toEqual(['calendar']);
    expect(pathsOf({}, officeHours())).toEqual([]);
    const brisk = { firstResponseMinutes: 1, resolutionMinutes: 1 };
    const targets = { urgent: brisk, high: brisk, medium: brisk, low: brisk };
    expect(pathsOf({ targets, acknowledgeMinutes: null }, brief)).toEqual([]);
    expect(pathsOf({ targets, acknowledgeMinutes: 5_000 }, brief)).toEqual(['calendar']);
  });
});
