import { expect, test } from '@jest/globals';
import { INITIAL_CHOICES } from '../../../src/domain/desk/initial-choices.js';
import { awaitsAssignee, nextLookAt, snapshotOf } from '../../../src/domain/tickets/snapshot.js';
import {
  applyProposal,
  confirmProposal,
  isSameDecision,
  openReview,
} from '../../../src/domain/tickets/review.js';
import { DEFAULT_POLICY } from '../../../src/domain/sla/sla.js';
import { ALWAYS } from '../../../src/domain/sla/calendar/calendar.js';
import { changeStatus } from '../../../src/domain/tickets/transitions.js';
import { queuePlace } from '../../../src/domain/tickets/queue.js';
import type { Ticket } from '../../../src/domain/tickets/ticket.js';
import { withTriage } from '../../../src/domain/triage/needs-review.js';
import { aTeam, aTicket, minutes, T0 } from '../../support/tickets/builders.js';
import { aChoice } from '../../support/tickets/choices.js';

const ANSWER = {
  requiredSkills: ['VPN'],
  priority: 'urgent',
  ticketType: 'technical',
  category: 'network',
  sentiment: 'negative',
  language: 'de',
  summary: 'VPN drops.',
  helpfulNotes: 'Check the MTU.',
  suggestedTeam: null,
  confidence: 0.5,
} as const;
const NETWORK = aChoice({ name: 'network', reviewBelow: 0.7, reviewMinutes: 30, team: 'infra' });
const CONTEXT = {
  runId: 'initial',
  source: { provider: 'gemini', model: 'm', promptVersion: '1', latencyMs: 3 },
  synonyms: new Map(),
  categories: [NETWORK, aChoice({ name: 'other' })],
  teams: [aTeam('infra')],
  at: T0,
};
const LISTS = {
  categories: CONTEXT.categories,
  ticketTypes: INITIAL_CHOICES.ticketTypes,
  teams: CONTEXT.teams,
};
const local = (model: string) => ({ ...CONTEXT.source, provider: 'local', model });
const assignment = { assignee: { id: 'bob', name: 'Bob' }, at: T0, acceptedAt: null };
const TERMS = { policy: DEFAULT_POLICY, calendar: ALWAYS };
const PRESENT = { calendar: null, absence: null };

const waiting = (fields: Partial<Ticket> = {}) => withTriage(aTicket(fields), ANSWER, CONTEXT);
const reviewOf = (ticket: Ticket) => openReview(ticket)!;

test.each<[string, string, Partial<Ticket>, Partial<typeof ANSWER> | object, object]>([
  ['waits below the threshold', 'needs_review', {}, {}, {}],
  ['does not wait at the threshold', 'done', {}, { confidence: 0.7 }, {}],
  ['does not wait in a category without one', 'done', {}, { category: 'other' }, {}],
  ['does not wait for untrained rules', 'done', {}, {}, { source: local('rules-1') }],
  ['waits for a trained classifier', 'needs_review', {}, {}, { source: local('classifier-3') }],
  ['does not wait with an assignee', 'done', { assignment }, {}, {}],
  ['does not wait once work has begun', 'done', { status: 'in_progress' }, {}, {}],
  ['does not wait in the later run', 'done', {}, {}, { runId: 'later' }],
  ['does not wait without a choice', 'done', { chosenByPerson: ['priority', 'category', 'type'] }, {}, {}],
  ['goes by the category of a person', 'done', { category: 'other', chosenByPerson: ['category'] }, {}, {}],
])('a ticket %s', (_, state, ticket, answer, context) => {
  const after = withTriage(aTicket(ticket), { ...ANSWER, ...answer }, { ...CONTEXT, ...context });
  expect(after.triage.state).toBe(state);
});

test('a waiting ticket keeps its values, has the language, and is neither assigned nor queued', () => {
  const ticket = waiting({ queuedAt: T0 });
  expect(ticket).toMatchObject({ priority: 'medium', category: 'other', requiredSkills: [], language: 'de' });
  expect(ticket.triage.answered).toBeUndefined();
  expect([awaitsAssignee(ticket), queuePlace(ticket)]).toEqual([false, null]);
  expect(nextLookAt({ ...ticket, sla: { ...ticket.sla, state: 'none' } }, TERMS, PRESENT, T0)).toEqual(
    minutes(30),
  );
  expect(snapshotOf(ticket, TERMS, PRESENT, [], T0).waitsFor).toBe(
    `a person to confirm the triage, until ${minutes(30).toISOString()}`,
  );
});

test('at the time-out the proposal applies, but for what a person has chosen', () => {
  expect(applyProposal(waiting(), reviewOf(waiting()), LISTS)).toMatchObject({
    ...{ priority: 'urgent', category: 'network', type: 'technical', team: 'infra', requiredSkills: ['vpn'] },
    chosenByPerson: [],
    triage: { state: 'done', reviewed: 'timed_out', answered: { priority: 'urgent', category: 'network' } },
  });
  const chosen = waiting({ priority: 'low', chosenByPerson: ['priority'] });
  expect(applyProposal(chosen, reviewOf(chosen), LISTS)).toMatchObject({
    priority: 'low',
    category: 'network',
  });
});

test('a priority that an escalation raised during the wait stays, unless a person decides', () => {
  const raised = { ...waiting(), priority: 'high' } as const;
  const applied = applyProposal(raised, reviewOf(raised), LISTS);
  // The proposal is what the ticket would have without the escalation.
  expect(applied).toMatchObject({ priority: 'high', unescalatedPriority: 'urgent' });
  const decided = confirmProposal(raised, reviewOf(raised), LISTS, { priority: 'low' });
  expect(decided.priority).toBe('low');
});

test('a category that was retired during the wait counts as other', () => {
  const retired = { ...LISTS, categories: [{ ...NETWORK, isActive: false }] };
  const after = applyProposal(waiting(), reviewOf(waiting()), retired);
  expect([after.category, after.triage.answered?.category]).toEqual(['other', 'other']);
});

test('a person accepts or overrules, and their values stay', () => {
  const accepted = confirmProposal(waiting(), reviewOf(waiting()), LISTS, {});
  expect(accepted).toMatchObject({ priority: 'urgent', triage: { state: 'done', reviewed: 'confirmed' } });
  expect(accepted.chosenByPerson).toEqual(['priority', 'category', 'type', 'requiredSkills']);
  expect(openReview(accepted)).toBeNull();
  const decision = { priority: 'low', category: 'other', requiredSkills: ['wifi'], team: null } as const;
  const overruled = confirmProposal(waiting(), reviewOf(waiting()), LISTS, decision);
  expect(overruled).toMatchObject({ ...decision, triage: { answered: { priority: 'urgent' } } });
  expect(overruled.triage.overruled).toEqual(['priority', 'category', 'requiredSkills', 'team']);
  for (const [ticket, repeated, isSame] of [
    [overruled, decision, true],
    [overruled, {}, false],
    [overruled, { ...decision, priority: 'high' }, false],
    [accepted, {}, true],
    [accepted, { priority: 'urgent', requiredSkills: ['vpn'] }, true],
    [accepted, { priority: 'low' }, false],
  ] as const) {
    expect([repeated, isSameDecision(ticket, repeated)]).toEqual([repeated, isSame]);
  }
});

test('a ticket that ends during the wait keeps its values, and its answer is not judged', () => {
  const over = changeStatus(waiting(), 'cancelled', T0, null);
  expect(over).toMatchObject({ category: 'other', triage: { state: 'done', reviewed: 'ended' } });
  expect([over.triage.answered, over.triage.review, openReview(over)]).toEqual([undefined, undefined, null]);
  expect(changeStatus(waiting(), 'in_progress', T0, null).triage.state).toBe('needs_review');
});
