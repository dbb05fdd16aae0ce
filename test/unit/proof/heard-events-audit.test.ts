import { describe, expect, it } from '@jest/globals';
import type { Evidence } from '../../chaos/audit/evidence.js';
import { everyEventHeard } from '../../chaos/audit/heard-events.js';

const trail = [1, 2, 3].map((ticketVersion) => ({
  _id: `event-${ticketVersion}`,
  ticketId: 'ticket',
  type: 'ticket.commented',
  ticketVersion,
}));

/** What the auditor says of one ticket, of which a listener has heard these events. */
const violations = (...told: readonly string[]) =>
  everyEventHeard({
    trails: new Map([['ticket', trail]]),
    heard: new Map([['ticket', told]]),
  } as unknown as Evidence).violations;

describe('the auditor of a second listener', () => {
  it('is content with every event in order, also where some came again', () => {
    expect(violations('event-1', 'event-2', 'event-3')).toEqual([]);
    expect(violations('event-1', 'event-2', 'event-1', 'event-2', 'event-3')).toEqual([]);
  });

  it.each<[string, readonly string[]]>([
    ['was not heard', violations('event-1', 'event-3')],
    ['came before an earlier one', violations('event-1', 'event-3', 'event-2')],
    ['came first where it is the last', violations('event-3', 'event-1', 'event-2', 'event-3')],
  ])('finds the one that %s', (_, found) => {
    expect(found).toHaveLength(1);
  });

  it('finds a ticket without any event', () => {
    const nothing = { trails: new Map([['ticket', trail]]), heard: new Map() } as unknown as Evidence;
    expect(everyEventHeard(nothing).violations).toHaveLength(3);
  });
});
