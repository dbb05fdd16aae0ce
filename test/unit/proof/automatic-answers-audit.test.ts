import { expect, it } from '@jest/globals';
import { automaticAnswers } from '../../chaos/audit/automatic-answers.js';
import type { Evidence } from '../../chaos/audit/evidence.js';

const said = (comment_id: string, details: object = {}) => ({
  type: 'ticket.commented',
  details: { comment_id, is_internal: false, ...details },
});
const automatic = said('a', { is_automatic: true });
const waiting = said('a', { is_internal: true, is_automatic: true, send_at: '2026-01-01T00:00:00Z' });
const note = said('n', { is_internal: true });

it.each<[string, readonly object[], number, number]>([
  ['comes first', [waiting, note, automatic, said('b')], 1, 0],
  ['was never sent', [waiting, said('b')], 0, 0],
  ['comes after a person', [waiting, said('b'), automatic], 1, 1],
  ['was sent twice', [waiting, automatic, automatic], 1, 1],
])('the auditor judges an automatic answer that %s', (_, trail, looked, found) => {
  const evidence = { trails: new Map([['t', trail]]) } as unknown as Evidence;
  const { looked: seen, violations } = automaticAnswers(evidence);
  expect([seen, violations.length]).toEqual([looked, found]);
});
