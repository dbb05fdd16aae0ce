import type { Repositories } from '../../ports/repositories.js';

/** Dependencies of live connections. */
export type LiveDeps = Pick<Repositories, 'liveTokens' | 'liveHistory'>;
