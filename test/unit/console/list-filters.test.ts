import { describe, expect, it } from '@jest/globals';
import {
  isChanged,
  readList,
  toFilter,
  withFacet,
  withParam,
  type ListBase,
} from '../../../web/features/queue/filter/filters.js';

const OPEN: ListBase = { filter: { status: ['open', 'in_progress'], assignee: 'me' }, sort: '-updated_at' };
const filterOf = (params: object, base = OPEN) => toFilter(readList(base, params));

describe('the filters of a list', () => {
  it('are those of the queue until the address changes one', () => {
    expect(filterOf({})).toEqual({ status: ['open', 'in_progress'], assignee: 'me' });
    expect(filterOf({ status: 'closed', priority: 'high,urgent' })).toEqual({
      status: ['closed'],
      priority: ['high', 'urgent'],
      assignee: 'me',
    });
    expect(filterOf({ status: 'any', assignee: 'any' })).toEqual({});
  });

  it('leave out what cannot be meant: anyone may have written the address', () => {
    const filter = filterOf({ status: 'open,gone,open', category: '../x,vpn', team: 'a,b', assignee: '$ne' });
    expect(filter).toEqual({ status: ['open'], category: ['vpn'], team: 'a' });
    expect(readList(OPEN, { q: 'x'.repeat(500), sort: 'random' })).toMatchObject({
      q: 'x'.repeat(200),
      sort: '-updated_at',
    });
  });

  it('go into the address only where they differ from the queue', () => {
    const params = withFacet(OPEN, {}, 'priority', ['high']);
    expect(params).toEqual({ priority: 'high' });
    expect(withFacet(OPEN, params, 'priority', [])).toEqual({});
    expect(withFacet(OPEN, params, 'status', [])).toEqual({ priority: 'high', status: 'any' });
    expect(withFacet(OPEN, { status: 'open' }, 'status', ['in_progress', 'open'])).toEqual({});
    expect([isChanged({}), isChanged({ sort: 'created_at' })]).toEqual([false, true]);
    expect(withParam({ q: 'vpn', sort: 'created_at' }, 'q', '')).toEqual({ sort: 'created_at' });
  });

  it('of a view keep what cannot be chosen here, and words come by relevance', () => {
    const view: ListBase = { filter: { tag: 'vpn', q: 'laptop', sla_state: ['paused'] }, sort: 'created_at' };
    expect(readList(view, {})).toMatchObject({ q: 'laptop', sort: 'created_at', rest: { tag: 'vpn' } });
    expect(filterOf({ q: 'dock', sla: 'any' }, view)).toEqual({ tag: 'vpn', q: 'dock' });
    expect(readList(OPEN, { q: 'dock' }).sort).toBe('relevance');
    expect(readList(OPEN, { q: 'dock', sort: 'created_at' }).sort).toBe('created_at');
  });
});
