import type { SweepReport } from '../../domain/sweep-report.js';
import type { IdPage, PageRequest } from '../paging.js';

/** One repair sweep. Stored for a month. */
export interface Sweep {
  readonly id: string;
  /** The id of the person who requested it; null for a scheduled one. */
  readonly requestedBy: string | null;
  readonly startedAt: Date;
  /** Null, like the report, while it runs, and for a sweep that was aborted. */
  readonly finishedAt: Date | null;
  readonly report: SweepReport | null;
}

export interface SweepRepository {
  /** Records the start of a sweep. Does nothing for a recorded one. */
  begin(sweep: Pick<Sweep, 'id' | 'requestedBy' | 'startedAt'>): Promise<void>;
  finish(id: string, report: SweepReport, at: Date): Promise<void>;
  /** Newest first. */
  list(page: PageRequest): Promise<IdPage<Sweep>>;
}
