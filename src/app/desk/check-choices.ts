import { CHOICE_LISTS, choiceFault, type Choice, type ChoiceListName } from '../../domain/desk/choices.js';
import { teamFault, type Team } from '../../domain/desk/teams.js';
import { DomainError, type FieldFault } from '../../domain/errors.js';
import type { ChoiceRepository } from '../../ports/desk/choices.js';
import type { DeskDeps } from './deps.js';

/** Keys that somebody has chosen. Absent for no choice. */
interface ChosenKeys {
  readonly category?: string | undefined;
  readonly type?: string | undefined;
  readonly resolutionCode?: string | null | undefined;
  readonly holdReason?: string | undefined;
  readonly team?: string | null | undefined;
}

interface CheckOptions {
  /** What the ticket has already: it may keep a retired choice. */
  readonly unless?: ChosenKeys;
  /** Before the names of the fields. */
  readonly prefix?: string;
}

/** @throws DomainError `invalid_input` naming every key that cannot be chosen, with those that can. */
export async function requireChoices(
  deps: DeskDeps,
  chosen: ChosenKeys,
  options: CheckOptions = {},
): Promise<void> {
  refuse(await choiceFaults(deps, chosen, options));
}

/** What is wrong with these choices, by field. */
export async function choiceFaults(
  deps: DeskDeps,
  chosen: ChosenKeys,
  { unless = {}, prefix = '' }: CheckOptions = {},
): Promise<readonly FieldFault[]> {
  const keysOf = ({ category, type, resolutionCode, holdReason }: ChosenKeys) =>
    ({
      categories: category,
      ticketTypes: type,
      resolutionCodes: resolutionCode,
      holdReasons: holdReason,
    }) as const;
  const [keys, kept] = [keysOf(chosen), keysOf(unless)];
  const faults = await Promise.all(
    LISTS.map(async (list): Promise<FieldFault[]> => {
      const key = keys[list];
      if (key === undefined || key === null || key === kept[list]) return [];
      const message = await faultOf(deps[list], list, key, false);
      return message === null ? [] : [{ path: `${prefix}${CHOICE_LISTS[list].field}`, message }];
    }),
  );
  return [
    ...faults.flat(),
    ...(await teamFaults(deps, chosen.team, { unless: unless.team, path: `${prefix}team` })),
  ];
}

/** @throws DomainError `invalid_input` for a team that cannot be chosen, with those that can. */
export async function requireTeam(
  deps: Pick<DeskDeps, 'teams'>,
  key: string | null | undefined,
  detail: string,
): Promise<void> {
  const faults = await teamFaults(deps, key);
  if (faults.length > 0) throw new DomainError('invalid_input', detail, { faults });
}

/** What is wrong with a chosen team. */
export async function teamFaults(
  deps: Pick<DeskDeps, 'teams'>,
  key: string | null | undefined,
  { unless, path = 'team' }: { readonly unless?: string | null | undefined; readonly path?: string } = {},
): Promise<readonly FieldFault[]> {
  if (key === undefined || key === null || key === unless) return [];
  const message = await faultOfTeam(deps, key, false);
  return message === null ? [] : [{ path, message }];
}

/**
 * For reading: retired choices can be looked for.
 * @throws DomainError `invalid_input` naming every key that is in no list, with those that are.
 */
export async function requireKnownChoices(
  deps: DeskDeps,
  sought: {
    readonly category?: readonly string[];
    readonly type?: readonly string[];
    readonly team?: string;
  },
): Promise<void> {
  const keys = [
    ...(sought.category ?? []).map((key) => ['categories', key] as const),
    ...(sought.type ?? []).map((key) => ['ticketTypes', key] as const),
  ];
  const faults = await Promise.all(
    keys.map(async ([list, key]): Promise<FieldFault[]> => {
      const message = await unknownChoice(deps, list, key);
      return message === null ? [] : [{ path: CHOICE_LISTS[list].field, message: `${key} ${message}` }];
    }),
  );
  const team = sought.team === undefined ? [] : await unknownTeam(deps, sought.team);
  refuse([...faults.flat(), ...team]);
}

/** For reading: dissolved teams can be looked for. @throws DomainError `invalid_input` for a team in no list. */
export async function requireKnownTeam(deps: Pick<DeskDeps, 'teams'>, key: string): Promise<void> {
  refuse(await unknownTeam(deps, key));
}

async function unknownTeam(deps: Pick<DeskDeps, 'teams'>, key: string): Promise<readonly FieldFault[]> {
  const message = await faultOfTeam(deps, key, true);
  return message === null ? [] : [{ path: 'team', message }];
}

const LISTS = Object.keys(CHOICE_LISTS) as readonly ChoiceListName[];

/** What is wrong with a key that is read, and may be retired; null where nothing is. */
export function unknownChoice<L extends ChoiceListName>(
  deps: Pick<DeskDeps, L>,
  list: L,
  key: string,
): Promise<string | null> {
  return faultOf(deps[list], list, key, true);
}

/** What another process has added a moment ago is not refused: the list is read again first. */
async function faultOf(
  repository: ChoiceRepository,
  list: ChoiceListName,
  key: string,
  isReading: boolean,
): Promise<string | null> {
  const fault = (choices: readonly Choice[]) => choiceFault(list, choices, key, isReading);
  return fault(await repository.all()) === null ? null : fault(await repository.current());
}

/** As {@link faultOf}, for teams. */
async function faultOfTeam(
  { teams }: Pick<DeskDeps, 'teams'>,
  key: string,
  isReading: boolean,
): Promise<string | null> {
  const fault = (all: readonly Team[]) => teamFault(all, key, isReading);
  return fault(await teams.all()) === null ? null : fault(await teams.current());
}

function refuse(faults: readonly FieldFault[]): void {
  if (faults.length === 0) return;
  throw new DomainError('invalid_input', 'Some values cannot be chosen. The errors list the valid ones.', {
    faults,
  });
}
