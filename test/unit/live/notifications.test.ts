import { describe, expect, it } from '@jest/globals';
import type { Role } from '../../../src/domain/access/actor.js';
import { mentionedIn } from '../../../src/domain/notifications/mentions.js';
import { recipientsOf } from '../../../src/domain/notifications/notification.js';
import type { EventType, TicketEvent } from '../../../src/domain/tickets/events.js';
import { aTicket, T0 } from '../../support/tickets/builders.js';

const STAFF = [
  { id: 'bob', name: 'Bob', email: 'bob@holdfast.local' },
  { id: 'ann', name: 'Ann', email: 'ann.x@holdfast.local' },
  { id: 'lee', name: 'Ann Lee', email: 'lee@holdfast.local' },
];

describe('mentions', () => {
  it.each([
    ['by name', '@Bob please look', ['bob']],
    ['in any case, at the end', 'ask @BOB.', ['bob']],
    ['by the full name only, where there is one', '@Ann Lee knows', ['lee']],
    ['by a first name of two', '@ann', ['ann', 'lee']],
    ['by the address', '@ann.x, see above', ['ann']],
    ['not within a word', 'mail bob@bob.example or @bobby', []],
    ['each once', '@bob @bob @lee', ['bob', 'lee']],
    ['of nobody', 'nothing @ all', []],
  ])('%s', (_name, text, expected) => {
    expect([...mentionedIn(text, STAFF)].sort()).toEqual([...expected].sort());
  });
});

describe('the recipients of notifications', () => {
  const ticket = aTicket({ assignment: { assignee: { id: 'bob', name: 'Bob' }, at: T0, acceptedAt: null } });
  const event = (type: EventType, by: string, fields: Partial<TicketEvent> = {}): TicketEvent => ({
    id: 'event',
    ticketId: 'ticket-1',
    ticketNumber: 'TKT-2026-000042',
    type,
    at: T0,
    actor: { type: 'user', id: by, name: by },
    origin: 'api',
    isInternal: false,
    details: {},
    ticketVersion: 1,
    lifecycleToldAt: null,
    ...fields,
  });
  const assigned = { details: { assignee: { from: null, to: { id: 'bob', name: 'Bob' } } } };
  const said = (authorId: string, authorRole: Role | null, mentionedIds: readonly string[] = []) => ({
    ...{ authorId, authorRole, mentionedIds },
  });

  it.each([
    ['the new assignee', event('ticket.assigned', 'maya', assigned), null, [['bob', 'assigned']]],
    ['not one who assigned it to themselves', event('ticket.assigned', 'bob', assigned), null, []],
    [
      'the requester of an answer',
      event('ticket.commented', 'bob'),
      said('bob', 'moderator'),
      [['alice', 'answered']],
    ],
    [
      'the requester of an answer that Holdfast sends for its author',
      event('ticket.commented', 'holdfast'),
      said('bob', 'moderator'),
      [['alice', 'answered']],
    ],
    [
      'the assignee of a question',
      event('ticket.commented', 'alice'),
      said('alice', 'user'),
      [['bob', 'answered']],
    ],
    [
      '… also by a person in copy',
      event('ticket.commented', 'copy'),
      said('copy', null),
      [['bob', 'answered']],
    ],
    [
      'the named of a note',
      event('ticket.commented', 'bob', { isInternal: true }),
      said('bob', 'moderator', ['ann', 'bob']),
      [['ann', 'mentioned']],
    ],
    [
      'nobody else of a note',
      event('ticket.commented', 'bob', { isInternal: true }),
      said('bob', 'moderator'),
      [],
    ],
    ['the assignee of a breach', event('sla.breached', 'holdfast'), null, [['bob', 'sla']]],
    ['nobody of an edit', event('ticket.edited', 'maya'), null, []],
  ] as const)('%s', (_name, about, comment, expected) => {
    expect([...recipientsOf(about, ticket, comment)]).toEqual(expected);
  });
});
