import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEFAULT_POLICY } from '../../src/domain/sla.js';
import { aModerator } from '../support/builders.js';
import { startHoldfast, type Holdfast } from '../support/holdfast.js';
import { submit, trail, VPN_TICKET } from '../support/tickets.js';
import { waitFor } from '../support/wait-for.js';

const seconds = (count: number) => count / 60;

describe('SLA warnings and escalation', () => {
  let holdfast: Holdfast;

  beforeAll(async () => {
    const targets = { firstResponseMinutes: 60, resolutionMinutes: seconds(3) };
    holdfast = await startHoldfast({
      policy: {
        targets: { ...DEFAULT_POLICY.targets, low: targets, medium: targets },
        warnAtShare: 0.5,
        escalation: [
          { afterMinutes: 0, action: 'notify_managers', recipientId: null },
          { afterMinutes: 0, action: 'mail', recipientId: 'dora' },
          { afterMinutes: seconds(1), action: 'reassign', recipientId: null },
          { afterMinutes: seconds(1.5), action: 'raise_priority', recipientId: null },
        ],
      },
    });
    await holdfast.deps.users.addIfMissing(aModerator('dora', { skills: ['vpn'] }));
  });
  afterAll(() => holdfast.close());

  it('warn the assignee, then take each step once, at its time', async () => {
    const [alice, maya] = await Promise.all([holdfast.client('alice'), holdfast.client('maya')]);
    const { number } = await submit(alice, { ...VPN_TICKET, priority: 'low' });
    const sla = await waitFor('the last step', async () => {
      const found = (await trail(maya, number)).filter(({ action }) => action.startsWith('sla.'));
      return found.length >= 6 ? (found as any[]) : undefined;
    });
    expect(sla.map(({ action, details }) => details.action ?? action)).toEqual([
      'sla.warning',
      'sla.breached',
      'notify_managers',
      'mail',
      'reassign',
      'raise_priority',
    ]);
    const [warning, breach, , , reassign, raise] = sla.map(({ details }) => details);
    const dueMs = Date.parse(breach.due_at);
    expect([warning.warn_at, reassign.due_at, raise.due_at].map((at) => Date.parse(at) - dueMs)).toEqual([
      -1_500, 1_000, 1_500,
    ]);
    expect(raise.priority).toEqual({ from: 'low', to: 'medium' });
    expect([reassign.assignee.from.name, reassign.assignee.to.name].sort()).toEqual(['Bob', 'dora']);
    const mails = await holdfast.sink.received(2, ({ subject }) => subject?.includes('Escalated') === true);
    const to = mails.map((mail) => (Array.isArray(mail.to) ? '' : mail.to?.value[0]?.address)).sort();
    expect(to).toEqual(['dora@holdfast.local', 'maya@holdfast.local']);
    expect(await trail(alice, number)).not.toContainEqual(
      expect.objectContaining({ action: expect.stringMatching(/^sla\./) }),
    );
  });
});
