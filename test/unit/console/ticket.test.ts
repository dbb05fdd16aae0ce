import { expect, it } from '@jest/globals';
import type { Schemas } from '../../../src/client/client.js';
import { lifePoints } from '../../../web/features/ticket/life-line/life-points.js';
import { seenEvent } from '../../../web/features/ticket/composer/seen-event.js';

const at = (minutes: number) => new Date(Date.UTC(2026, 11, 1, 9, minutes)).toISOString();
const actor = { type: 'user', id: 'u1', name: 'Alice' } as const;

function activity(
  minutes: number,
  action: Schemas['ActivityAction'],
  details: Schemas['Activity']['details'] = {},
): Schemas['Activity'] {
  return { id: `e${minutes}`, at: at(minutes), actor, action, details };
}

const commented = (minutes: number, comment: string) =>
  activity(minutes, 'ticket.commented', { comment_id: comment });

it('has seen everything when every newer comment is on the screen', () => {
  const log = [activity(0, 'ticket.created'), commented(1, 'c1'), activity(2, 'ticket.edited')];
  expect(seenEvent(log, [{ id: 'c1', created_at: at(1) }])).toBe('e2');
  expect(seenEvent([], [])).toBeUndefined();
});

it('has not seen a comment that the log has and the screen has not', () => {
  const log = [activity(0, 'ticket.created'), commented(1, 'c1'), commented(2, 'c2')];
  expect(seenEvent(log, [{ id: 'c1', created_at: at(1) }])).toBe('e1');
  expect(seenEvent(log, [])).toBe('e0');
});

it('does not wait for older comments that were moved away, nor is misled by one that leaves later', () => {
  const log = [activity(0, 'ticket.created'), commented(1, 'moved'), commented(3, 'c3')];
  expect(seenEvent(log, [{ id: 'c3', created_at: at(3) }])).toBe('e3');
  const later = { id: 'mine', created_at: at(9), send_at: at(9) };
  expect(seenEvent(log, [later])).toBe('e0');
});

it('puts the past and the future on one line, with a break at long waits', () => {
  const past = [
    activity(0, 'ticket.created'),
    activity(1, 'ticket.linked'),
    activity(2, 'ticket.status_changed', { status: { from: 'open', to: 'waiting_on_user' } }),
    activity(3, 'ticket.commented', { comment_id: 'n', is_internal: true }),
  ];
  const next = [
    {
      at: at(600),
      action: 'sla.breached' as const,
      details: {},
      unless: 'resolved' as const,
      mails: [{ kind: 'sla_breached' as const, recipient: { id: 'm', name: 'Maya' } }],
    },
  ];
  expect(
    lifePoints(past, next).map(({ name, isFuture, isAfterGap, tone }) => [name, isFuture, isAfterGap, tone]),
  ).toEqual([
    ['event.ticket.created', false, false, 'plain'],
    ['status.waiting_on_user', false, false, 'paused'],
    ['event.note', false, false, 'plain'],
    ['event.sla.breached', true, true, 'breach'],
  ]);
});
