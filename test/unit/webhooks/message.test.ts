import { describe, expect, it } from '@jest/globals';
import { webhookData } from '../../../src/domain/webhooks/message.js';
import type { TicketEvent } from '../../../src/domain/tickets/events.js';

function eventWith(details: TicketEvent['details']): TicketEvent {
  return {
    id: 'event',
    ticketId: 'ticket',
    ticketNumber: 'TKT-2026-000001',
    type: 'ticket.edited',
    at: new Date(0),
    actor: { type: 'user', id: 'bob', name: 'Bob' },
    origin: 'api',
    isInternal: true,
    details,
    ticketVersion: 3,
    lifecycleToldAt: null,
  };
}

describe('the data of a webhook', () => {
  it('has ids, changed fields, and values that are no text of people', () => {
    const data = webhookData(
      eventWith({
        status: { from: 'open', to: 'resolved' },
        title: { from: 'Secret', to: 'More secret' },
        tags: { from: [], to: ['vip-alice'] },
        custom_fields: { phone: { from: null, to: '555' } },
        assignee: { from: null, to: { id: 'carol', name: 'Carol' } },
        reason: 'Alice said so',
        comment_id: 'c1',
        address: 'alice@example.org',
      }),
    );
    expect(data).toEqual({
      ticket: { id: 'ticket', number: 'TKT-2026-000001', version: 3 },
      actor: { type: 'user', id: 'bob' },
      is_internal: true,
      changed: ['status', 'title', 'tags', 'custom_fields', 'assignee'],
      changes: { status: { from: 'open', to: 'resolved' }, assignee: { from: null, to: 'carol' } },
      facts: { comment_id: 'c1' },
    });
    expect(JSON.stringify(data)).not.toMatch(/ecret|Alice|vip|555|Bob|Carol|example/u);
  });

  it('is empty for an event without details', () => {
    expect(webhookData(eventWith({}))).toMatchObject({ changed: [], changes: {}, facts: {} });
  });
});
