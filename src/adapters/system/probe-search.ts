import type { SearchHealth, SearchProbe } from '../../ports/operations/health.js';
import type { SearchScope } from '../../ports/search-index.js';
import { probe } from './probes.js';

/** The log of articles is read about every second. A lag beyond this one is no accident. */
const MAX_LAG_SECONDS = 30;

const ALL = { onlyForEverybody: false, onlyPublished: false };

/** The index of articles, as far as its health goes. */
interface Probed extends Pick<SearchHealth, 'lagSeconds'> {
  readonly state: Pick<SearchHealth, 'state'> & { readonly indexed: number };
  byWords(text: string, scope: SearchScope, limit: number): Promise<unknown>;
}

/** Checks the index of this process, by one search in its memory. It reads nothing else, so it may run often. */
export function probeSearch(index: Probed): SearchProbe {
  const search = probe(() => index.byWords('health', ALL, 1));
  return async () => {
    const { status, latencyMs } = await search();
    const { lagSeconds } = index;
    const { state, indexed } = index.state;
    const isWell =
      status === 'ok' && state === 'current' && lagSeconds !== null && lagSeconds <= MAX_LAG_SECONDS;
    return { status: isWell ? 'ok' : 'degraded', latencyMs, state, articles: indexed, lagSeconds };
  };
}
