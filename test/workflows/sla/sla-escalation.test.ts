import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEFAULT_POLICY } from '../../../src/domain/sla/sla.js';
import { aModerator, aStep } from '../../support/tickets/builders.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { submit, trail, VPN_TICKET } from '../../support/tickets/tickets.js';
import { waitFor } from '../../support/wait-for.js';

const seconds = (count: number) => count / 60;

describe('SLA warnings and escalation', () => {
  let holdfast: Holdfast;

  beforeAll(async () => {
    // Far enough off for the ticket to be assigned by then, however busy the machine: what is overdue is not warned of.
    const targets = { firstResponseMinutes: 60, resolutionMinutes: seconds(16) };
    holdfast = await startHoldfast({
      policy: {
        targets: { ...DEFAULT_POLICY.targets, low: targets, medium: targets },
        warnAtShare: 0.75,
        escalation: [
          aStep('notify_managers', 0),
          aStep('mail', 0, { recipientId: 'dora' }),
          aStep('reassign', seconds(1)),
          aStep('raise_priority', seconds(1.5)),
          aStep('move_to_team', seconds(2), { team: 'workplace' }),
        ],
      },
    });
    await holdfast.deps.users.addIfMissing(aModerator('dora', { skills: ['vpn'] }));
  });
  afterAll(() => holdfast.close());

  it('warn the assignee, then perform each step once, at its time', async () => {
    const [alice, maya] = await Promise.all([holdfast.client('alice'), holdfast.client('maya')]);
    const { number } = await submit(alice, { ...VPN_TICKET, priority: 'low' });
    const sla = await waitFor('the last step', async () => {
      const found = (await trail(maya, number)).filter(({ action }) => action.startsWith('sla.'));
      return found.length >= 7 ? (found as any[]) : undefined;
    });
    expect(sla.map(({ action, details }) => details.action ?? action)).toEqual([
      'sla.warning',
      'sla.breached',
      'notify_managers',
      'mail',
      'reassign',
      'raise_priority',
      'move_to_team',
    ]);
    const [warning, breach, , , reassign, raise, move] = sla.map(({ details }) => details);
    const dueMs = Date.parse(breach.due_at);
    const instants = [warning.warn_at, reassign.due_at, raise.due_at, move.due_at];
    expect(instants.map((at) => Date.parse(at) - dueMs)).toEqual([-4_000, 1_000, 1_500, 2_000]);
    expect(raise.priority).toEqual({ from: 'low', to: 'medium' });
    expect((await holdfast.deps.tickets.find(number))!.unescalatedPriority).toBe('low');
    expect([reassign.assignee.from.name, reassign.assignee.to.name].sort()).toEqual(['Bob', 'dora']);
    expect(move.team.to).toBe('workplace');
    expect(move.assignee.to.name).toBe('Carol');
    const mails = await holdfast.sink.received(2, ({ subject }) => subject?.includes('Escalated') === true);
    const to = mails.map((mail) => (Array.isArray(mail.to) ? '' : mail.to?.value[0]?.address)).sort();
    expect(to).toEqual(['dora@holdfast.local', 'maya@holdfast.local']);
    expect(await trail(alice, number)).not.toContainEqual(
      expect.objectContaining({ action: expect.stringMatching(/^sla\./) }),
    );
  });
});
