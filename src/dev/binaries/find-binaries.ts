import { resolve } from 'node:path';
import type { Progress, Report } from '../report.js';
import { defaultCacheDir } from '../../adapters/system/cache-dir.js';
import { findBinary } from './find-binary.js';
import type { BinaryKind } from './kind.js';
import { mongodBinary } from './mongod.js';
import { temporalBinary } from './temporal.js';

export interface WantedBinaries {
  /** `false` when an address of a running server was given. */
  readonly mongod: boolean;
  readonly temporal: boolean;
  readonly mongodNamed?: string | undefined;
  readonly temporalNamed?: string | undefined;
  readonly cacheDir?: string | undefined;
  readonly report: Report;
  readonly progress: Progress;
}

export interface FoundBinaries {
  readonly mongod: string | undefined;
  readonly temporal: string | undefined;
}

/**
 * Finds, downloads or builds both binaries in parallel.
 * @throws DevError as soon as one is unavailable. If the caller then exits, a build of the other ends; Go's cache
 *   lets a later build continue.
 */
export async function findBinaries(wanted: WantedBinaries): Promise<FoundBinaries> {
  const { report, progress } = wanted;
  const cacheDir = resolve(wanted.cacheDir ?? defaultCacheDir());
  const find = (kind: BinaryKind, named: string | undefined): Promise<string> =>
    findBinary(kind, { named, path: process.env['PATH'], cacheDir, report, progress });
  const [mongod, temporal] = await Promise.all([
    wanted.mongod ? find(mongodBinary, wanted.mongodNamed) : undefined,
    wanted.temporal ? find(temporalBinary, wanted.temporalNamed) : undefined,
  ]);
  return { mongod, temporal };
}
