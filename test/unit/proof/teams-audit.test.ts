import { expect, it } from '@jest/globals';
import type { Evidence } from '../../chaos/audit/evidence.js';
import { assignedWithinTeams } from '../../chaos/audit/teams.js';

const USERS = [
  { _id: 'bob', role: 'moderator', team: 'network' },
  { _id: 'carol', role: 'moderator', team: 'office' },
];
const moved = (to: string | null, type = 'user') => ({
  type: 'ticket.edited',
  actor: { type },
  details: { team: { from: null, to } },
});
const given = (id: string, type = 'system', more = {}) => ({
  type: 'ticket.assigned',
  actor: { type },
  details: { assignee: { from: null, to: { id } }, ...more },
});

it.each<[string, readonly object[], number]>([
  ['a member', [moved('network'), given('bob')], 0],
  ['a member of another team', [moved('network'), given('carol')], 1],
  ['that member by a person', [moved('network'), given('carol', 'user')], 0],
  ['anybody before the move', [given('carol'), moved('network')], 0],
  ['anybody after the team was removed', [moved('network'), moved(null), given('carol')], 0],
  [
    'anybody where the team came with the assignee',
    [given('bob', 'system', { team: { to: 'network' } }), given('carol')],
    0,
  ],
  ['anybody where the team has no moderator', [moved('empty'), given('carol')], 0],
])('the auditor of teams judges a ticket that was given to %s', (_, trail, found) => {
  const tickets = [{ _id: 't', number: 'TKT-1' }];
  const evidence = { tickets, users: USERS, trails: new Map([['t', trail]]) };
  expect(assignedWithinTeams(evidence as unknown as Evidence).violations).toHaveLength(found);
});
