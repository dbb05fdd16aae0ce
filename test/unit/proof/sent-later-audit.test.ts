import { expect, it } from '@jest/globals';
import type { Evidence } from '../../chaos/audit/evidence.js';
import { commentsSentLater } from '../../chaos/audit/sent-later.js';
import { trailsWithoutGaps } from '../../chaos/audit/trails.js';

const event = (_id: string, type: string, details: object, ticketVersion: number) => ({
  ...{ _id, type, ticketVersion, details: { comment_id: 'c', ...details } },
});
const scheduled = event('1', 'ticket.commented', { is_internal: true, send_at: '2026-01-01T00:00:00Z' }, 1);
const sent = event('2', 'ticket.commented', { is_internal: false }, 2);
const taken = event('2', 'ticket.comment_deleted', { reason: 'taken back before it was sent' }, 2);
const DONE = { kind: 'done', status: 200, body: { id: 'c' } };
const REFUSED = { kind: 'refused', status: 409, code: 'illegal_transition' };

it.each<[string, readonly object[], object, number]>([
  ['was sent', [scheduled, sent], {}, 0],
  ['was taken back', [scheduled, taken], { takenBack: DONE, isInternal: true }, 0],
  ['was sent before it could be taken back', [scheduled, sent], { takenBack: REFUSED }, 0],
  ['may be taken back, without an answer', [scheduled, taken], { takenBack: { kind: 'unknown' } }, 0],
  ['was lost', [scheduled], { isInternal: true }, 2],
  ['was sent twice', [scheduled, sent, { ...sent, _id: '3' }], {}, 1],
  ['was sent after it was taken back', [scheduled, taken, sent], { takenBack: DONE }, 1],
  ['was sent, and its taking back acknowledged', [scheduled, sent], { takenBack: DONE }, 1],
  ['was mailed before', [scheduled, sent], { mailed: '1' }, 1],
  ['was sent and is still hidden', [scheduled, sent], { isInternal: true }, 1],
])('the auditor judges a comment to be sent later that %s', (_, trail, more, found) => {
  const {
    takenBack = null,
    isInternal = false,
    mailed = '2',
  } = {
    ...(more as { takenBack?: object; isInternal?: boolean; mailed?: string }),
  };
  const evidence = {
    stories: [{ later: [{ outcome: DONE, takenBack }] }],
    trails: new Map([['t', trail]]),
    comments: [{ _id: 'c', ticketId: 't', isInternal }],
    deliveries: [{ kind: 'reply', eventId: mailed }],
  };
  expect(commentsSentLater(evidence as unknown as Evidence).violations).toHaveLength(found);
});

it('the auditor of trails lets a comment be told of when it is written and when it is sent', () => {
  const created = { _id: '0', type: 'ticket.created', ticketVersion: 1, details: {} };
  const trail = [created, { ...scheduled, ticketVersion: 2 }, { ...sent, ticketVersion: 3 }];
  const tickets = [{ _id: 't', number: 'TKT-1', version: 3, assignment: null }];
  const evidence = { tickets, trails: new Map([['t', trail]]) } as unknown as Evidence;
  expect(trailsWithoutGaps(evidence).violations).toEqual([]);
});
