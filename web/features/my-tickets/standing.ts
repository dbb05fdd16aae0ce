import type { Schemas } from '../../../src/client/client.js';
import type { TextKey } from '../../texts/texts.js';

export type StandingTicket = Pick<
  Schemas['Ticket'],
  'status' | 'assignee' | 'sla' | 'created_at' | 'resolved_at' | 'closed_at' | 'hold_until'
>;

/** A sentence of the texts. `at` and `remainingMs` are written by the format of the person. */
export interface Sentence {
  readonly text: TextKey;
  readonly name?: string;
  readonly at?: string;
}

export interface Step extends Sentence {
  readonly id: string;
  readonly state: 'done' | 'here' | 'next';
  readonly hint?: TextKey;
}

/** Where a ticket is, in the words of its requester. They never read of SLA, breach or assignee. */
export interface Standing {
  readonly title: Sentence;
  /** What we aim for, or what is needed. */
  readonly goal: Sentence | null;
  readonly steps: readonly Step[];
}

type Promise = Schemas['SlaPromise'] | null;

export function standingOf(ticket: StandingTicket, now: Date): Standing {
  return { title: titleOf(ticket), goal: goalOf(ticket, now), steps: stepsOf(ticket, now) };
}

function titleOf({ status, assignee }: StandingTicket): Sentence {
  if (status === 'in_progress' && assignee !== null) {
    return { text: 'standing.in_progress.with', name: assignee.name };
  }
  return { text: `standing.${status}` };
}

/** One sentence: also the line of the list. */
export function goalOf(ticket: StandingTicket, now: Date): Sentence | null {
  const { status, assignee, hold_until: holdUntil, resolved_at: resolvedAt, closed_at: closedAt } = ticket;
  switch (status) {
    case 'waiting_on_user':
      return assignee === null
        ? { text: 'goal.your-turn' }
        : { text: 'goal.your-turn.with', name: assignee.name };
    case 'on_hold':
      return holdUntil === null ? { text: 'goal.on-hold' } : { text: 'goal.on-hold.until', at: holdUntil };
    case 'resolved':
      return resolvedAt === null ? { text: 'goal.resolved' } : { text: 'goal.resolved.at', at: resolvedAt };
    case 'closed':
    case 'cancelled':
      return closedAt === null ? null : { text: `goal.${status}`, at: closedAt };
    case 'open':
    case 'in_progress':
      return aimOf(ticket, now);
  }
}

/** What comes first: an answer, then a solution. */
function aimOf({ sla, assignee }: StandingTicket, now: Date): Sentence | null {
  const name = assignee === null ? {} : { name: assignee.name };
  const answer = pending(sla.first_response) ?? pending(sla.next_response);
  const aim = answer ?? pending(sla.resolution);
  if (aim === null || sla.state !== 'running') return null;
  if (Date.parse(aim.due_at) <= now.getTime()) {
    return { text: assignee === null ? 'goal.late' : 'goal.late.with', ...name };
  }
  return { text: answer === null ? 'goal.solution' : 'goal.answer', at: aim.due_at };
}

function pending(promise: Promise): NonNullable<Promise> | null {
  return promise?.met_at === null ? promise : null;
}

function stepsOf(ticket: StandingTicket, now: Date): readonly Step[] {
  const {
    status,
    assignee,
    sla,
    created_at: createdAt,
    resolved_at: resolvedAt,
    closed_at: closedAt,
  } = ticket;
  const received: Step = { id: 'received', state: 'done', text: 'step.received', at: createdAt };
  const metAt = sla.first_response?.met_at ?? null;
  const answered: Step[] =
    metAt === null ? [] : [{ id: 'answered', state: 'done', text: 'step.answered', at: metAt }];
  const past = [received, ...answered];
  const check: Step = { id: 'check', state: 'next', text: 'step.check', hint: 'step.check.hint' };
  const solution = nextStep('solution', sla.resolution, sla.state, now);
  const answer =
    metAt === null && status === 'open' ? [nextStep('answer', sla.first_response, sla.state, now)] : [];
  const solved: Step = {
    id: 'solved',
    state: 'done',
    text: 'step.solved',
    ...(resolvedAt === null ? {} : { at: resolvedAt }),
  };
  const end = closedAt === null ? {} : { at: closedAt };
  switch (status) {
    case 'open':
      return [
        ...past,
        here(assignee === null ? 'step.waits' : 'step.waits.with', assignee),
        ...answer,
        solution,
        check,
      ];
    case 'in_progress':
      return [
        ...past,
        here(assignee === null ? 'step.working' : 'step.working.with', assignee),
        solution,
        check,
      ];
    case 'waiting_on_user':
      return [...past, { ...here('step.your-turn', null), hint: 'step.your-turn.hint' }, solution, check];
    case 'on_hold':
      return [...past, here('step.on-hold', null), solution, check];
    case 'resolved':
      return [...past, solved, { ...here('step.check', null), hint: 'step.check.now' }];
    case 'closed':
      return [
        ...past,
        ...(resolvedAt === null ? [] : [solved]),
        { id: 'end', state: 'done', text: 'step.closed', ...end },
      ];
    case 'cancelled':
      return [...past, { id: 'end', state: 'done', text: 'step.cancelled', ...end }];
  }
}

function here(text: TextKey, person: StandingTicket['assignee']): Step {
  return { id: 'here', state: 'here', text, ...(person === null ? {} : { name: person.name }) };
}

/** Without a time where none is promised, or where it has passed. */
function nextStep(id: 'answer' | 'solution', promise: Promise, state: Schemas['SlaState'], now: Date): Step {
  const hasTime = state === 'running' && promise !== null && Date.parse(promise.due_at) > now.getTime();
  const hint = id === 'solution' ? ({ hint: 'step.solution.hint' } as const) : {};
  return hasTime
    ? { id, state: 'next', text: `step.${id}.by`, at: promise.due_at, ...hint }
    : { id, state: 'next', text: `step.${id}` };
}

/** What a requester can do now. */
export function choicesOf(status: Schemas['TicketStatus']): {
  readonly canWrite: boolean;
  readonly canConfirm: boolean;
  readonly canReopen: boolean;
  readonly canCancel: boolean;
  readonly canFollowUp: boolean;
} {
  const isOver = status === 'closed' || status === 'cancelled';
  const isSolved = status === 'resolved';
  return {
    canWrite: !isOver,
    canConfirm: isSolved,
    canReopen: isSolved,
    canCancel: !isOver && !isSolved,
    canFollowUp: isOver,
  };
}
