import type { IdPage, PageRequest } from '../ports/paging.js';
import type { Revision, VersionedRepository } from '../ports/revisions.js';
import type { Actor } from '../domain/access/actor.js';
import { DomainError } from '../domain/errors.js';
import type { AppDeps } from './deps.js';

interface Named {
  readonly name: string;
  readonly version: number;
}

type Deps = Pick<AppDeps, 'clock'>;

/** A change of the named object. If `expectedVersion` is given, its author has read that version. */
interface ExpectedChange {
  readonly actor: Actor;
  readonly name: string;
  readonly expectedVersion: number | undefined;
}

/**
 * Writes the first version of a document.
 * Idempotent by id: a repeat returns the existing one.
 * @throws DomainError `duplicate` if the name is taken.
 */
export async function addFirst<T extends Named>(
  deps: Deps,
  repository: VersionedRepository<T>,
  { actor, content, requestId }: { readonly actor: Actor; readonly content: T; readonly requestId: string },
): Promise<Revision<T>> {
  const revision = { content, requestId, ...authorship(deps, actor) };
  try {
    await repository.add(revision);
    return revision;
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'version_conflict') throw error;
    const first = await repository.find(content.name, 1);
    if (first?.requestId === requestId) return first;
    throw new DomainError('duplicate', `"${content.name}" already exists.`, { cause: error });
  }
}

/**
 * Writes the next version; `next` receives the newest one and its number.
 * @throws DomainError `not_found`; `version_conflict` if the newest is not the expected one; what `next` throws.
 */
export async function addNext<T extends Named>(
  deps: Deps,
  repository: VersionedRepository<T>,
  { actor, name, expectedVersion }: ExpectedChange,
  next: (current: T, version: number) => T | Promise<T>,
): Promise<Revision<T>> {
  const { content: current } = await newestAt(repository, name, expectedVersion);
  const content = await next(current, current.version + 1);
  const revision = { content, requestId: null, ...authorship(deps, actor) };
  await repository.add(revision);
  return revision;
}

/**
 * Returns the newest version if it is the expected one.
 * @throws DomainError `not_found`, `version_conflict`
 */
export async function newestAt<T extends Named>(
  repository: VersionedRepository<T>,
  name: string,
  expectedVersion: number | undefined,
): Promise<Revision<T>> {
  const revision = await newest(repository, name);
  requireVersion(name, revision.content.version, expectedVersion);
  return revision;
}

/** @throws DomainError `version_conflict` */
export function requireVersion(name: string, version: number, expectedVersion: number | undefined): void {
  if (expectedVersion === undefined || expectedVersion === version) return;
  throw new DomainError(
    'version_conflict',
    `"${name}" is at version ${version}, not ${expectedVersion}. Read it again and repeat your change.`,
  );
}

/** Returns a page of a whole list in memory. The list is in the order of `placeOf`, as text. */
export function pageOf<T>(
  all: readonly T[],
  placeOf: (each: T) => string,
  { pageSize, skip = 0, after = '' }: PageRequest,
): IdPage<T> {
  const rest = all.filter((each) => placeOf(each) > after).slice(skip);
  const items = rest.slice(0, pageSize);
  const last = items.at(-1);
  const next = rest.length > pageSize && last !== undefined ? placeOf(last) : null;
  return { items, next, total: all.length, isTotalCapped: false };
}

/** @throws DomainError `not_found` */
export async function newest<T extends Named>(
  repository: Pick<VersionedRepository<T>, 'find'>,
  name: string,
  version?: number,
): Promise<Revision<T>> {
  const revision = await repository.find(name, version);
  if (revision !== null) return revision;
  throw new DomainError(
    'not_found',
    `${version === undefined ? '' : `Version ${version} of `}"${name}" does not exist.`,
  );
}

/** Who makes a version, and when. */
export function authorship({ clock }: Deps, { id, name }: Actor) {
  return { createdAt: clock.now(), createdBy: { id, name } };
}
