import { describe, expect, it } from '@jest/globals';
import { LiveConnection, type LiveMessage } from '../../../src/app/live/live-connection.js';
import type { SignedIn } from '../../../src/app/accounts/authenticate.js';
import type { Role } from '../../../src/domain/access/actor.js';
import { MAX_REPLACED, writeDraft, type Draft } from '../../../src/domain/presence/draft.js';
import type { Presence } from '../../../src/domain/presence/presence.js';
import { isUnread } from '../../../src/domain/presence/read-mark.js';
import { aTicket, minutes, T0 } from '../../support/tickets/builders.js';

const BOB: SignedIn = {
  type: 'user',
  id: 'bob',
  name: 'Bob',
  role: 'moderator',
  sessionId: 's',
  apiKeyId: null,
};
const ALICE: SignedIn = { ...BOB, id: 'alice', name: 'Alice', role: 'user' };

function write(before: Draft | null, body: string, seen: number): Draft {
  return writeDraft(before, { personId: 'bob', ticketId: 't' }, { body, isInternal: false }, seen, T0);
}

describe('a draft', () => {
  it('of one tab follows its versions', () => {
    const second = write(write(null, 'Have', 0), 'Have you', 1);
    expect(second).toMatchObject({ body: 'Have you', version: 2, replaced: [] });
  });

  it('keeps the text that another tab had saved', () => {
    const first = write(null, 'From the first tab', 0);
    const stale = write(first, 'From the second tab', 0);
    expect(stale).toMatchObject({ version: 2, replaced: [{ body: 'From the first tab' }] });
    const again = write(stale, 'Of the first tab, again', 1);
    expect(again.replaced.map(({ body }) => body)).toEqual(['From the second tab', 'From the first tab']);
    expect(write(again, 'From the first tab', 3).replaced.map(({ body }) => body)).toEqual([
      'From the second tab',
    ]);
  });

  it('keeps some of these texts only', () => {
    const many = Array.from({ length: 9 }, (_none, index) => `text ${index}`);
    const last = many.reduce<Draft | null>((draft, body) => write(draft, body, 0), null);
    expect(last?.replaced.map(({ body }) => body)).toEqual([
      'text 7',
      'text 6',
      'text 5',
      'text 4',
      'text 3',
    ]);
    expect(last?.replaced).toHaveLength(MAX_REPLACED);
  });
});

function presence(id: string, role: Role, fields: Partial<Presence> = {}): Presence {
  const person = { id, name: id };
  return {
    id: `ticket-1.${id}`,
    ticketId: 'ticket-1',
    person,
    role,
    state: 'typing',
    isInternal: false,
    sentAt: T0,
    expiresAt: minutes(1),
    ...fields,
  };
}

describe('presence', () => {
  const peopleOf = (reader: SignedIn, all: readonly Presence[], now = T0) => {
    const sent: LiveMessage[] = [];
    const sink = { send: (message: LiveMessage) => sent.push(message), close: () => undefined };
    const connection = new LiveConnection(reader, sink);
    connection.follow({ ticketIds: null, unknown: [], matches: () => true });
    connection.takePresences(aTicket(), all, now);
    return sent.map((message) =>
      message.type === 'presence' ? message.people.map(({ person }) => person.id) : [],
    );
  };

  it.each<[string, SignedIn, readonly Presence[], Date, string[][]]>([
    ['a requester sees an answer being written', ALICE, [presence('bob', 'moderator')], T0, [['bob']]],
    ['… not a note', ALICE, [presence('bob', 'moderator', { isInternal: true })], T0, []],
    ['… nor who looks', ALICE, [presence('bob', 'moderator', { state: 'viewing' })], T0, []],
    ['… nor people in copy', ALICE, [presence('colleague', 'user')], T0, []],
    [
      'staff see all others',
      BOB,
      [presence('bob', 'moderator'), presence('alice', 'user', { state: 'viewing' })],
      T0,
      [['alice']],
    ],
    ['nobody sees who has left', BOB, [presence('alice', 'user', { state: 'away' })], T0, []],
    ['… or was not heard of again', BOB, [presence('alice', 'user')], minutes(1), []],
    ['strangers see nothing', { ...ALICE, id: 'eve' }, [presence('bob', 'moderator')], T0, []],
  ])('%s', (_name, reader, all, now, expected) => {
    expect(peopleOf(reader, all, now)).toEqual(expected);
  });

  it('ends with one empty message', () => {
    const sent: LiveMessage[] = [];
    const connection = new LiveConnection(ALICE, {
      send: (message) => sent.push(message),
      close: () => undefined,
    });
    connection.follow({ ticketIds: null, unknown: [], matches: () => true });
    const gone = presence('bob', 'moderator', { state: 'away' });
    for (const each of [presence('bob', 'moderator'), gone, gone])
      connection.takePresences(aTicket(), [each], T0);
    expect(sent.map((message) => (message.type === 'presence' ? message.people.length : null))).toEqual([
      1, 0,
    ]);
  });
});

describe('unread', () => {
  const [staffSaid, requesterSaid] = [
    aTicket({ lastWord: { by: 'staff', at: minutes(5) } }),
    aTicket({ lastWord: { by: 'requester', at: minutes(5) } }),
  ];
  it.each([
    ['a new ticket, to staff', aTicket(), BOB, null, true],
    ['a new ticket, to its requester', aTicket(), ALICE, null, false],
    ['an answer, to the requester', staffSaid, ALICE, null, true],
    ['an answer that the requester has read', staffSaid, ALICE, minutes(5), false],
    ['an answer, to staff', staffSaid, BOB, null, false],
    ['a question, after staff read the ticket', requesterSaid, BOB, minutes(4), true],
    [
      'a question of staff, to colleagues',
      aTicket({ ...requesterSaid, requester: BOB }),
      { ...BOB, id: 'carol' },
      null,
      true,
    ],
  ])('%s', (_name, ticket, reader, readAt, expected) => {
    expect(isUnread(ticket, reader, readAt)).toBe(expected);
  });
});
