import type { Actor } from '../../domain/access/actor.js';
import { authorize } from '../../domain/access/permissions.js';
import {
  inOrder,
  MAX_CHOICE_POSITION,
  MAX_CHOICES,
  requireRetirable,
  type Choice,
  type ChoiceListName,
} from '../../domain/desk/choices.js';
import { DomainError } from '../../domain/errors.js';
import type { ChoiceRepository } from '../../ports/desk/choices.js';
import type { IdPage, PageRequest } from '../../ports/paging.js';
import type { Revision } from '../../ports/revisions.js';
import type { AppDeps } from '../deps.js';
import { addFirst, addNext, newest, newestAt, pageOf } from '../revisions.js';
import { teamFaults } from './check-choices.js';
import type { DeskDeps } from './deps.js';

type Deps = DeskDeps & Pick<AppDeps, 'clock'>;
type ChoiceRevision = Revision<Choice>;

/** A choice as a manager adds it. */
export type NewChoice = Omit<Choice, 'version' | 'isActive'>;

/** What can be changed of a choice. What is left out stays. */
export type ChoiceEdit = {
  readonly [P in Exclude<keyof Choice, 'name' | 'version'>]?: Choice[P] | undefined;
};

/** The choices of a list in its order, retired ones as well. @throws DomainError `forbidden` */
export async function listChoices(
  deps: DeskDeps,
  actor: Actor,
  list: ChoiceListName,
  request: PageRequest,
): Promise<IdPage<ChoiceRevision>> {
  authorize(actor, 'choice_list.read');
  return pageOf(await allOf(deps[list]), placeOf, request);
}

async function allOf(choices: ChoiceRepository): Promise<readonly ChoiceRevision[]> {
  const { items } = await choices.list({ pageSize: MAX_CHOICES });
  const byName = new Map(items.map((each) => [each.content.name, each]));
  return inOrder(items.map(({ content }) => content)).flatMap(({ name }) => byName.get(name) ?? []);
}

/** Sorts as the list does. */
function placeOf({ content: { position, name } }: ChoiceRevision): string {
  return `${String(position).padStart(String(MAX_CHOICE_POSITION).length, '0')}.${name}`;
}

/** @throws DomainError `forbidden`, `not_found` */
export async function readChoice(
  deps: DeskDeps,
  actor: Actor,
  list: ChoiceListName,
  key: string,
): Promise<ChoiceRevision> {
  authorize(actor, 'choice_list.read');
  return newest(deps[list], key);
}

/** @throws DomainError `forbidden`, `duplicate`, `invalid_input` for an unknown team, `illegal_transition` when there are too many. */
export async function addChoice(
  deps: Deps,
  actor: Actor,
  list: ChoiceListName,
  choice: NewChoice,
  requestId: string,
): Promise<ChoiceRevision> {
  authorize(actor, 'choice_list.administer');
  await requireDefaultTeam(deps, choice.team);
  const content = { ...choice, version: 1, isActive: true };
  return addFirst(deps, deps[list], { actor, content, requestId });
}

/**
 * Makes a new version of a choice. Tickets that have it keep it, also when it is retired.
 * @throws DomainError `forbidden`, `not_found`, `version_conflict`, `invalid_input`; `illegal_transition` to retire what Holdfast itself uses.
 */
export async function editChoice(
  deps: Deps,
  actor: Actor,
  list: ChoiceListName,
  key: string,
  edit: ChoiceEdit,
  expectedVersion?: number,
): Promise<ChoiceRevision> {
  authorize(actor, 'choice_list.administer');
  if (edit.isActive === false) requireRetirable(list, key);
  await requireDefaultTeam(deps, edit.team);
  return addNext(deps, deps[list], { actor, name: key, expectedVersion }, (current, version) => ({
    ...current,
    version,
    labels: edit.labels ?? current.labels,
    description: edit.description === undefined ? current.description : edit.description,
    team: edit.team === undefined ? current.team : edit.team,
    priority: edit.priority === undefined ? current.priority : edit.priority,
    position: edit.position ?? current.position,
    isActive: edit.isActive ?? current.isActive,
    ...given('reviewBelow', edit.reviewBelow),
    ...given('reviewMinutes', edit.reviewMinutes),
    ...given('autoAnswerAbove', edit.autoAnswerAbove),
    ...given('autoAnswerMinutes', edit.autoAnswerMinutes),
    ...given('pausesClock', edit.pausesClock),
    ...given('needsDate', edit.needsDate),
  }));
}

/** @throws DomainError `invalid_input` */
async function requireDefaultTeam(deps: DeskDeps, team: string | null | undefined): Promise<void> {
  const faults = await teamFaults(deps, team, { path: 'default_team' });
  if (faults.length > 0) throw new DomainError('invalid_input', 'The entry was not written.', { faults });
}

/**
 * Removes a choice that no ticket has, and retires one that is in use. A ticket that gets it in the same moment keeps a
 * key that is in no list, which it shows as it is.
 * @throws DomainError `forbidden`, `not_found`, `version_conflict`; `illegal_transition` for what Holdfast itself uses.
 */
export async function removeChoice(
  deps: Deps,
  actor: Actor,
  list: ChoiceListName,
  key: string,
  expectedVersion?: number,
): Promise<void> {
  authorize(actor, 'choice_list.administer');
  const { content } = await newestAt(deps[list], key, expectedVersion);
  requireRetirable(list, key);
  if (!(await deps[list].isUsed(key))) await deps[list].remove(key);
  else if (content.isActive) await editChoice(deps, actor, list, key, { isActive: false }, content.version);
}

function given<K extends string, V>(name: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [P in K]?: V });
}
