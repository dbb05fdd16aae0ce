import { expect, it } from '@jest/globals';
import { isSingleKey, matchKeys, shownKeys, strokeName } from '../../../web/app/actions/keys.js';
import { nextClock } from '../../../web/features/ticket-parts/next-clock.js';

const NONE = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

it('names key strokes: shift counts for letters, and is in signs', () => {
  expect(strokeName({ ...NONE, key: 'k', ctrlKey: true })).toBe('mod+k');
  expect(strokeName({ ...NONE, key: '?', shiftKey: true })).toBe('?');
  expect(strokeName({ ...NONE, key: 'J', shiftKey: true })).toBe('shift+j');
  expect([isSingleKey('j'), isSingleKey('mod+k')]).toEqual([true, false]);
  expect(shownKeys('mod+k', false)).toEqual(['Ctrl', 'K']);
});

it('finds actions by one key, or by one after the other', () => {
  const go = { id: 'go', name: 'app.keys', keys: 'g n', perform: () => undefined } as const;
  expect(matchKeys([go], ['g'])).toBe('pending');
  expect(matchKeys([go], ['g', 'n'])).toBe(go);
  expect(matchKeys([go], ['x'])).toBeNull();
});

it('shows the clock that counts: the first target that is not met', () => {
  const now = new Date('2026-12-01T10:00:00Z');
  const promise = (due: string, met: string | null) => ({
    due_at: due,
    met_at: met,
    breached: false,
    remaining_seconds: met === null ? 600 : null,
    used_share: met === null ? 0.8 : null,
  });
  const ticket = {
    sla: {
      policy: 'default',
      state: 'running' as const,
      first_response: promise('2026-12-01T09:30:00Z', '2026-12-01T09:10:00Z'),
      next_response: null,
      resolution: promise('2026-12-01T10:10:00Z', null),
    },
  };
  expect(nextClock(ticket, now)).toMatchObject({
    target: 'resolution',
    state: 'warning',
    remainingMs: 600_000,
    share: 0.8,
  });
  const overnight = promise('2026-12-02T08:10:00Z', null);
  expect(nextClock({ sla: { ...ticket.sla, resolution: overnight } }, now).remainingMs).toBe(600_000);
  expect(nextClock(ticket, new Date('2026-12-01T10:11:00Z')).state).toBe('breach');
  expect(nextClock({ sla: { ...ticket.sla, state: 'paused' } }, now).state).toBe('paused');
});
