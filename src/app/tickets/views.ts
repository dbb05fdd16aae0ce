import type { View } from '../../ports/tickets/views.js';
import type { TicketFilter, TicketPage, TicketQuery } from '../../ports/tickets/ticket-repository.js';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/errors.js';
import { authorize, can } from '../../domain/access/permissions.js';
import type { IdPage, PageRequest } from '../../ports/paging.js';
import type { AppDeps } from '../deps.js';
import { requireKnownChoices } from '../desk/check-choices.js';
import type { DeskDeps } from '../desk/deps.js';
import { asReadBy, listByFilter } from './list-tickets.js';

type Deps = DeskDeps & Pick<AppDeps, 'views' | 'customFields' | 'clock'>;
type Reading = Pick<AppDeps, 'views'>;

/** The content of a view. */
export type ViewContent = Pick<View, 'name' | 'filter' | 'sort' | 'isShared'>;
export type ViewEdit = { readonly [P in keyof ViewContent]?: ViewContent[P] | undefined };

/** Lists the actor's own views, and for staff the shared ones. @throws DomainError `forbidden` */
export async function listViews({ views }: Reading, actor: Actor, page: PageRequest): Promise<IdPage<View>> {
  authorize(actor, 'view.read');
  return views.list({ ...page, ownerId: actor.id, includeShared: can(actor, 'view.read_shared') });
}

/** @throws DomainError `forbidden`; `not_found` also for another's that is not shared. */
export async function readView({ views }: Reading, actor: Actor, id: string): Promise<View> {
  authorize(actor, 'view.read');
  const view = await views.find(id);
  const isTheirs = view?.owner.id === actor.id || (view?.isShared === true && can(actor, 'view.read_shared'));
  if (view === null || !isTheirs) throw new DomainError('not_found', `View ${id} does not exist.`);
  return view;
}

/** The tickets of a view that the reader may see. @throws DomainError as {@link readView} and {@link listByFilter} */
export async function listThroughView(
  deps: Reading & Pick<AppDeps, 'tickets' | 'customFields' | 'teams'>,
  actor: Actor,
  { filter, sort }: View,
  place: Omit<TicketQuery, 'filter' | 'sort'>,
): Promise<TicketPage> {
  return listByFilter(deps, actor, { ...place, filter, sort });
}

/**
 * Keeps a view under the id that is chosen for it. Repeated with the same id it changes nothing.
 * @throws DomainError `forbidden` (sharing is a right of its own), `invalid_input` for choices and custom fields that are not there,
 *   `illegal_transition` at the limit.
 */
export async function addView(deps: Deps, actor: Actor, content: ViewContent, id: string): Promise<View> {
  authorize(actor, 'view.keep');
  if (content.isShared) authorize(actor, 'view.share');
  await checkFilter(deps, actor, content.filter);
  const now = deps.clock.now();
  const owner = { id: actor.id, name: actor.name };
  const view = { ...content, id, owner, createdAt: now, updatedAt: now, version: 1 };
  try {
    await deps.views.add(view);
    return view;
  } catch (error) {
    const isThere = error instanceof DomainError && error.code === 'duplicate';
    const existing = isThere ? await deps.views.find(id) : null;
    if (existing?.owner.id !== actor.id) throw error;
    return existing;
  }
}

/** @throws DomainError as {@link addView}; `not_found`, `version_conflict`. */
export async function editView(
  deps: Deps,
  actor: Actor,
  id: string,
  edit: ViewEdit,
  expectedVersion?: number,
): Promise<View> {
  const before = await changeable(deps, actor, id, expectedVersion);
  if (edit.isShared === true) authorize(actor, 'view.share');
  const after: View = {
    ...before,
    name: edit.name ?? before.name,
    filter: edit.filter ?? before.filter,
    sort: edit.sort ?? before.sort,
    isShared: edit.isShared ?? before.isShared,
    updatedAt: deps.clock.now(),
    version: before.version + 1,
  };
  if (edit.filter !== undefined) await checkFilter(deps, actor, edit.filter);
  await deps.views.replace(after);
  return after;
}

/** @throws DomainError `not_found`, `forbidden`, `version_conflict` */
export async function removeView(
  deps: Reading,
  actor: Actor,
  id: string,
  expectedVersion?: number,
): Promise<void> {
  await deps.views.remove(await changeable(deps, actor, id, expectedVersion));
}

async function checkFilter(deps: Deps, actor: Actor, filter: TicketFilter): Promise<void> {
  await requireKnownChoices(deps, filter);
  await asReadBy(deps, actor, filter);
}

/** A shared view is changed by those who may share, whoever made it. */
async function changeable(deps: Reading, actor: Actor, id: string, expectedVersion?: number): Promise<View> {
  authorize(actor, 'view.keep');
  const view = await readView(deps, actor, id);
  if (view.isShared) authorize(actor, 'view.share');
  if (expectedVersion === undefined || expectedVersion === view.version) return view;
  throw new DomainError(
    'version_conflict',
    `The view is at version ${view.version}, not ${expectedVersion}. Read it again and repeat your change.`,
  );
}
