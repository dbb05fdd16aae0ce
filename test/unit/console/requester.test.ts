import { describe, expect, it } from '@jest/globals';
import type { Schemas } from '../../../src/client/client.js';
import {
  choicesOf,
  goalOf,
  standingOf,
  type StandingTicket,
} from '../../../web/features/my-tickets/standing.js';
import {
  EMPTY_FORM,
  fieldsOf,
  isEmpty,
  missingOf,
  restoreForm,
  toNewTicket,
} from '../../../web/features/submit/kept-form.js';

const NOW = new Date('2026-12-01T10:00:00Z');

function promise(due: string, met: string | null = null): Schemas['SlaPromise'] {
  return { due_at: due, met_at: met, breached: false, remaining_seconds: null, used_share: null };
}

const TICKET: StandingTicket = {
  status: 'open',
  assignee: null,
  created_at: '2026-12-01T09:00:00Z',
  resolved_at: null,
  closed_at: null,
  hold_until: null,
  sla: {
    policy: 'default',
    state: 'running',
    first_response: promise('2026-12-01T10:30:00Z'),
    next_response: null,
    resolution: promise('2026-12-01T15:00:00Z'),
  },
};
const BOB = { id: 'bob', name: 'Bob' };
const ANSWERED = { ...TICKET.sla, first_response: promise('2026-12-01T10:30:00Z', '2026-12-01T09:16:00Z') };

describe('where a ticket is, in the words of its requester', () => {
  const steps = (ticket: StandingTicket) =>
    standingOf(ticket, NOW).steps.map(({ state, text }) => [state, text]);

  it('names the next promise, and what follows', () => {
    expect(goalOf(TICKET, NOW)).toEqual({ text: 'goal.answer', at: '2026-12-01T10:30:00Z' });
    expect(steps(TICKET)).toEqual([
      ['done', 'step.received'],
      ['here', 'step.waits'],
      ['next', 'step.answer.by'],
      ['next', 'step.solution.by'],
      ['next', 'step.check'],
    ]);
    const taken = { ...TICKET, status: 'in_progress' as const, assignee: BOB, sla: ANSWERED };
    expect(standingOf(taken, NOW)).toMatchObject({
      title: { text: 'standing.in_progress.with', name: 'Bob' },
      goal: { text: 'goal.solution', at: '2026-12-01T15:00:00Z' },
    });
    expect(steps(taken)).toEqual([
      ['done', 'step.received'],
      ['done', 'step.answered'],
      ['here', 'step.working.with'],
      ['next', 'step.solution.by'],
      ['next', 'step.check'],
    ]);
  });

  it('promises no time that has passed or that waits', () => {
    const late = new Date('2026-12-01T16:00:00Z');
    expect(goalOf({ ...TICKET, assignee: BOB }, late)).toEqual({ text: 'goal.late.with', name: 'Bob' });
    const paused = { ...TICKET, sla: { ...ANSWERED, state: 'paused' as const } };
    expect(goalOf(paused, NOW)).toBeNull();
    expect(steps({ ...paused, status: 'waiting_on_user' })).toContainEqual(['next', 'step.solution']);
  });

  it('ends with the solution, which can be confirmed or reopened, then with nothing to do', () => {
    const resolved = { ...TICKET, status: 'resolved' as const, resolved_at: '2026-12-01T09:50:00Z' };
    expect(goalOf(resolved, NOW)).toEqual({ text: 'goal.resolved.at', at: '2026-12-01T09:50:00Z' });
    expect(choicesOf('resolved')).toMatchObject({ canConfirm: true, canReopen: true, canCancel: false });
    const closed = { ...resolved, status: 'closed' as const, closed_at: '2026-12-01T09:55:00Z' };
    expect(steps(closed).at(-1)).toEqual(['done', 'step.closed']);
    expect(choicesOf('closed')).toMatchObject({ canWrite: false, canFollowUp: true });
  });
});

describe('the form of a new ticket', () => {
  const field = (key: string, change: Partial<Schemas['CustomField']> = {}): Schemas['CustomField'] => ({
    key,
    label: key,
    rules: { type: 'text' },
    required: 'no',
    categories: null,
    is_internal: false,
    is_active: true,
    version: 1,
    created_at: null,
    created_by: null,
    ...change,
  });

  it('is restored from what an earlier version kept', () => {
    expect(restoreForm({ title: 'VPN' })).toEqual({ ...EMPTY_FORM, title: 'VPN' });
    expect(isEmpty(restoreForm(null))).toBe(true);
    expect(isEmpty(restoreForm({ conversation: 'c1' }))).toBe(false);
  });

  it('asks for the fields of its category, and sends no others', () => {
    const fields = [
      field('desk', { required: 'at_submission' }),
      field('host', { categories: [{ category: 'network', required: 'at_submission' }] }),
      field('count', { rules: { type: 'number' } }),
      field('notes', { is_internal: true }),
      field('old', { is_active: false }),
    ];
    const keys = (category: string) => fieldsOf(fields, category).map((each) => each.field.key);
    expect([keys('network'), keys('')]).toEqual([
      ['desk', 'host', 'count'],
      ['desk', 'count'],
    ]);
    const form = {
      ...EMPTY_FORM,
      title: ' VPN drops ',
      description: 'Since today',
      fields: { count: '3', host: 'h1' },
    };
    const asked = fieldsOf(fields, '');
    expect([...missingOf(form, asked)]).toEqual(['desk']);
    expect(toNewTicket(form, asked)).toEqual({
      title: 'VPN drops',
      description: 'Since today',
      custom_fields: { count: 3 },
    });
    expect([...missingOf({ ...form, title: 'ab', description: ' ' }, [])]).toEqual(['title', 'description']);
  });
});
