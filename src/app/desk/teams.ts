import { createHash } from 'node:crypto';
import type { Actor, PersonRef } from '../../domain/access/actor.js';
import { authorize, isStaff, rolesWith } from '../../domain/access/permissions.js';
import {
  activeTeam,
  currentTeamKey,
  MAX_TEAMS,
  NEW_TEAM,
  teamFault,
  type AssignmentWay,
  type Team,
} from '../../domain/desk/teams.js';
import { DomainError, type FieldFault } from '../../domain/errors.js';
import { isOurs } from '../../domain/inbound-mail/sender/our-addresses.js';
import type { IdPage, PageRequest } from '../../ports/paging.js';
import type { Revision } from '../../ports/revisions.js';
import type { AppDeps } from '../deps.js';
import { addFirst, addNext, newest, pageOf } from '../revisions.js';

type Deps = Pick<AppDeps, 'teams' | 'users' | 'calendars' | 'inbound' | 'clock'>;
type Reading = Pick<Deps, 'teams' | 'users'>;

/** A team with the people in it. */
export interface TeamView {
  readonly revision: Revision<Team>;
  /** Null also for a lead who has left. */
  readonly lead: PersonRef | null;
  /** The active staff of the team, by name. */
  readonly members: readonly PersonRef[];
}

/** What managers choose of a team. */
interface TeamContent {
  readonly label: string;
  readonly leadId: string | null;
  readonly skills: readonly string[];
  readonly calendar: string | null;
  readonly mailAddress: string | null;
  readonly assigns: AssignmentWay;
}

export type NewTeam = Pick<Team, 'name'> & TeamContent;

/** The changes of a team; absent fields stay. `isActive` brings a dissolved team back. */
export type TeamEdit = { readonly [P in keyof TeamContent]?: TeamContent[P] | undefined } & {
  readonly isActive?: true | undefined;
};

/** Lists the teams by name, dissolved ones as well. @throws DomainError `forbidden` */
export async function listTeams(
  deps: Reading,
  actor: Actor,
  request: PageRequest,
): Promise<IdPage<TeamView>> {
  authorize(actor, 'team.read');
  const { items } = await deps.teams.list({ pageSize: MAX_TEAMS });
  const inOrder = [...items].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  const page = pageOf(inOrder, placeOf, request);
  return { ...page, items: await withPeople(deps, page.items) };
}

/** Sorts by the name that people read. Cursors hold it, so it has no other characters, and is short. */
function placeOf({ content: { label, name } }: Revision<Team>): string {
  const readable = label.toLowerCase().replaceAll(/[^a-z0-9]+/gu, '-');
  return `${readable}.${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;
}

/** @throws DomainError `forbidden`, `not_found` */
export async function readTeam(deps: Reading, actor: Actor, key: string): Promise<TeamView> {
  authorize(actor, 'team.read');
  return withPeopleOf(deps, await newest(deps.teams, key));
}

/**
 * Creates a team.
 * @throws DomainError `forbidden`, `duplicate` for a taken key or mail address, `invalid_input`, `illegal_transition` when
 *   there are too many.
 */
export async function addTeam(deps: Deps, actor: Actor, team: NewTeam, requestId: string): Promise<TeamView> {
  authorize(actor, 'team.administer');
  await check(deps, team);
  const content = { ...NEW_TEAM, ...team };
  return withPeopleOf(deps, await addFirst(deps, deps.teams, { actor, content, requestId }));
}

/**
 * Makes a new version of a team.
 * @throws DomainError `forbidden`, `not_found`, `version_conflict`, `invalid_input`, `duplicate` for a taken mail address.
 */
export async function editTeam(
  deps: Deps,
  actor: Actor,
  key: string,
  edit: TeamEdit,
  expectedVersion?: number,
): Promise<TeamView> {
  authorize(actor, 'team.administer');
  await check(deps, edit);
  const revision = await addNext(
    deps,
    deps.teams,
    { actor, name: key, expectedVersion },
    (team, version) => ({
      ...team,
      version,
      label: edit.label ?? team.label,
      leadId: edit.leadId === undefined ? team.leadId : edit.leadId,
      skills: edit.skills ?? team.skills,
      calendar: edit.calendar === undefined ? team.calendar : edit.calendar,
      mailAddress: edit.mailAddress === undefined ? team.mailAddress : edit.mailAddress,
      assigns: edit.assigns ?? team.assigns,
      isActive: edit.isActive ?? team.isActive,
      successor: edit.isActive === true ? null : team.successor,
    }),
  );
  return withPeopleOf(deps, revision);
}

/** @throws DomainError `invalid_input` naming the team where another cannot take its tickets. */
export async function requireSuccessor(
  deps: Pick<Deps, 'teams'>,
  key: string,
  successor: string,
): Promise<void> {
  const message =
    successor === key
      ? 'is the team itself; choose another'
      : teamFault(await deps.teams.current(), successor);
  if (message === null) return;
  throw new DomainError('invalid_input', 'The team was not dissolved.', {
    faults: [{ path: 'move_to', message }],
  });
}

async function check(deps: Deps, { leadId, calendar, mailAddress }: Partial<TeamEdit>): Promise<void> {
  const faults: FieldFault[] = [];
  const isGiven = (value: string | null | undefined) => value !== undefined && value !== null;
  if (isGiven(leadId) && !(await isActiveStaff(deps, leadId))) {
    faults.push({
      path: 'lead_id',
      message: 'is not the id of an active moderator, manager or administrator',
    });
  }
  if (isGiven(calendar) && (await deps.calendars.find(calendar)) === null) {
    faults.push({ path: 'calendar', message: 'is not the name of a calendar' });
  }
  if (isGiven(mailAddress) && !isReceived(deps, mailAddress)) {
    faults.push({
      path: 'mail_address',
      message: 'is not an address that this desk receives mail for; add it to INBOUND_ADDRESSES first',
    });
  }
  if (faults.length > 0) throw new DomainError('invalid_input', 'The team was not changed.', { faults });
}

function isReceived({ inbound }: Pick<Deps, 'inbound'>, address: string): boolean {
  return !address.includes('+') && isOurs([...inbound.ours, ...inbound.receives], address);
}

async function isActiveStaff({ users }: Pick<Deps, 'users'>, id: string): Promise<boolean> {
  const user = await users.find(id);
  return user !== null && user.isActive && isStaff(user.role);
}

async function withPeopleOf(deps: Reading, revision: Revision<Team>): Promise<TeamView> {
  const [view] = await withPeople(deps, [revision]);
  return view ?? { revision, lead: null, members: [] };
}

async function withPeople(
  { teams, users }: Reading,
  revisions: readonly Revision<Team>[],
): Promise<readonly TeamView[]> {
  const [all, staff] = await Promise.all([teams.current(), users.listActive(rolesWith('ticket.work'))]);
  const inOrder = [...staff].sort((a, b) => a.name.localeCompare(b.name, 'en'));
  const refOf = ({ id, name }: PersonRef): PersonRef => ({ id, name });
  return revisions.map((revision) => {
    const { name, leadId } = revision.content;
    const lead = staff.find(({ id }) => id === leadId);
    const isMember = ({ team }: { readonly team: string | null }) =>
      team !== null && currentTeamKey(all, team) === name && activeTeam(all, team) !== null;
    return {
      revision,
      lead: lead === undefined ? null : refOf(lead),
      members: inOrder.filter(isMember).map(refOf),
    };
  });
}
