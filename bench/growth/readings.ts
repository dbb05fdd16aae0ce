import type { HoldfastClient } from '../../src/client/client.js';
import type { Archive } from './seed.js';

/** One kind of request that people wait for. */
export interface Reading {
  readonly name: string;
  /** True where growth must not be felt. */
  readonly isBound: boolean;
  /** The most that its p99 may be with any number of tickets. */
  readonly mostMs?: number;
  readonly read: () => Promise<{ readonly response: Response }>;
}

/** Rows of a page that a thousand tickets fill too, however rare what is asked for: else a full page is held against an empty one. */
const FEW = 5;

/** Issue 28. */
const MOST_FIGURES_MS = 100;

interface Readers {
  readonly manager: HoldfastClient;
  readonly requester: HoldfastClient;
  readonly archive: Archive;
}

export function readings({ manager, requester, archive }: Readers): readonly Reading[] {
  const list = (query: object) => manager.GET('/api/v1/tickets', { params: { query } });
  const numberOf = () =>
    `TKT-2025-${String(1 + Math.floor(Math.random() * (archive.size - 1))).padStart(7, '0')}`;
  const path = () => ({ params: { path: { ticket: numberOf() } } });
  const bound = (name: string, read: Reading['read']): Reading => ({ name, isBound: true, read });
  const free = (name: string, read: Reading['read']): Reading => ({ name, isBound: false, read });
  return [
    bound('first page', () => list({})),
    bound('first page, by last change', () => list({ sort: '-updated_at' })),
    bound('filtered: status', () => list({ status: 'open' })),
    bound('filtered: status and priority', () => list({ status: 'open', priority: 'high', page_size: FEW })),
    bound('filtered: priority and category', () => list({ priority: 'urgent', category: 'printer' })),
    bound('filtered: nobody has it', () => list({ assignee: 'none', page_size: FEW })),
    bound('filtered: one assignee', () => list({ assignee: 'moderator-7' })),
    bound('filtered: one requester', () => list({ requester: 'requester-7', page_size: 1 })),
    bound('filtered: team', () => list({ team: 'workplace' })),
    bound('filtered: tag', () => list({ tag: 'vpn', page_size: FEW })),
    bound('filtered: running clock', () => list({ sla_state: 'running' })),
    bound('get', () => manager.GET('/api/v1/tickets/{ticket}', path())),
    bound('comments', () => manager.GET('/api/v1/tickets/{ticket}/comments', path())),
    bound('trail', () => manager.GET('/api/v1/tickets/{ticket}/activities', path())),
    bound('own tickets of a requester', () => requester.GET('/api/v1/tickets')),
    bound('search: a number', () => list({ q: numberOf() })),
    // As rare as it is, with a thousand times as many tickets it is found more often, and all that is found is counted.
    free('search: a rare word', () => list({ q: 'room 711', page_size: 1 })),
    bound('search: a common word', () => list({ q: 'vpn' })),
    ...figureReadings(manager),
    free('statistics', () => manager.GET('/api/v1/tickets/stats/summary')),
  ];
}

/** The default period of 30 days. The days of India begin at 18:30 UTC. */
function figureReadings(manager: HoldfastClient): readonly Reading[] {
  const within = (name: string, read: Reading['read']): Reading => ({
    ...{ name, isBound: false, mostMs: MOST_FIGURES_MS, read },
  });
  return ['UTC', 'Asia/Kolkata'].flatMap((zone) => {
    const asked = { params: { query: { time_zone: zone } } };
    return [
      within(`dashboard by day, ${zone}`, () => manager.GET('/api/v1/metrics/dashboard', asked)),
      within(`resolution time by day, ${zone}`, () => manager.GET('/api/v1/metrics/resolution-time', asked)),
      within(`by category, ${zone}`, () => manager.GET('/api/v1/metrics/tickets-by-category', asked)),
    ];
  });
}
