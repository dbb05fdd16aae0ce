import { describe, expect, it } from '@jest/globals';
import type { Evidence } from '../../chaos/audit/evidence.js';
import { everyEventSeenLive, nothingInternalLive } from '../../chaos/audit/watched-events.js';
import type { Watched } from '../../chaos/load/watcher.js';

const trail = [1, 2, 3].map((ticketVersion) => ({
  _id: `event-${ticketVersion}`,
  ticketId: 'ticket',
  type: 'ticket.commented',
  isInternal: ticketVersion === 2,
  ticketVersion,
}));

const evidenceOf = (watched: Partial<Watched>) =>
  ({
    tickets: [{ _id: 'ticket', requester: { id: 'alice' } }],
    trails: new Map([['ticket', trail]]),
    stories: [{ said: [{ isInternal: true, mark: 'a-note' }] }],
    watched: [
      {
        ...{ name: 'a socket', personId: 'alice', isStaff: false, events: [], changed: [], texts: [] },
        ...{ versions: new Map(), connections: 1, resyncs: 0, ...watched },
      },
    ],
  }) as unknown as Evidence;

const seen = (watched: Partial<Watched>) => everyEventSeenLive(evidenceOf(watched)).violations;
const leaked = (watched: Partial<Watched>) => nothingInternalLive(evidenceOf(watched)).violations;

describe('the auditor of live clients', () => {
  it('is content with what each person may see, by events or by a list', () => {
    expect(seen({ events: ['event-1', 'event-3'] })).toEqual([]);
    expect(seen({ isStaff: true, events: ['event-1', 'event-2', 'event-3'] })).toEqual([]);
    expect(seen({ events: ['event-3'], versions: new Map([['ticket', 2]]) })).toEqual([]);
    expect(seen({ events: ['event-3', 'event-1'], versions: new Map([['ticket', 1]]) })).toEqual([]);
    expect(seen({ personId: 'another', events: [] })).toEqual([]);
  });

  it.each<[string, Partial<Watched>, string]>([
    ['a missed event', { events: ['event-1'] }, 'missed ticket.commented (ticket, version 3)'],
    ['a missed note', { isStaff: true, events: ['event-1', 'event-3'] }, 'version 2'],
    ['another order', { events: ['event-3', 'event-1'] }, 'version 1 of ticket after version 3'],
    ['another text', { events: ['event-1', 'event-3'], changed: ['event-1'] }, 'event-1 twice'],
    ['an unknown event', { events: ['event-1', 'event-3', 'made-up'] }, 'in no trail'],
  ])('finds %s', (_, watched, violation) => {
    expect(seen(watched)).toEqual([expect.stringContaining(violation)]);
  });

  it('finds what a requester must not get, and only of requesters', () => {
    expect(leaked({ events: ['event-1'], texts: ['{"type":"event"}'] })).toEqual([]);
    expect(leaked({ events: ['event-2'] })).toHaveLength(1);
    expect(leaked({ texts: ['{"body":"a-note"}'] })).toHaveLength(1);
    expect(leaked({ texts: ['{"helpful_notes":"Ask."}'] })).toHaveLength(1);
    expect(leaked({ isStaff: true, events: ['event-2'], texts: ['a-note'] })).toEqual([]);
  });
});
