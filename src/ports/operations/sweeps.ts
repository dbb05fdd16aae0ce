import type { SweepReport } from '../../domain/sweep-report.js';
import type { IdPage, PageRequest } from '../paging.js';

/** One repair sweep. Kept for a month. */
export interface Sweep {
  readonly id: string;
  /** The id of the person who asked for it; null for one of the schedule's. */
  readonly requestedBy: string | null;
  readonly startedAt: Date;
  /** Null, like the report, while it runs, and for one that was given up. */
  readonly finishedAt: Date | null;
  readonly report: SweepReport | null;
}

export interface SweepRepository {
  /** Notes that a sweep has begun; one that has begun already stays as it is. */
  begin(sweep: Pick<Sweep, 'id' | 'requestedBy' | 'startedAt'>): Promise<void>;
  finish(id: string, report: SweepReport, at: Date): Promise<void>;
  /** Newest first. */
  list(page: PageRequest): Promise<IdPage<Sweep>>;
}
