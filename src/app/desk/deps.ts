import type { Repositories } from '../../ports/repositories.js';

/** The lists that managers edit. */
export type DeskDeps = Pick<
  Repositories,
  'categories' | 'ticketTypes' | 'resolutionCodes' | 'holdReasons' | 'teams'
>;
