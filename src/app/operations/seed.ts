import type { Role } from '../../domain/access/actor.js';
import { ALWAYS } from '../../domain/sla/calendar/calendar.js';
import { DEFAULT_POLICY } from '../../domain/sla/sla.js';
import { NEW_TEAM, type Team } from '../../domain/desk/teams.js';
import { NEW_USER, type User } from '../../domain/accounts/user.js';
import type { AppDeps } from '../deps.js';

interface DemoAccount {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly skills: readonly string[];
  readonly team: string | null;
}

/** Public, because the documentation contains it: for development only. */
export const DEMO_PASSWORD = 'holdfast-demo';

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { email: 'admin@holdfast.local', name: 'Admin', role: 'admin', skills: [], team: null },
  { email: 'maya@holdfast.local', name: 'Maya', role: 'manager', skills: [], team: null },
  {
    email: 'bob@holdfast.local',
    name: 'Bob',
    role: 'moderator',
    skills: ['network', 'vpn', 'wifi', 'hardware', 'printer'],
    team: 'infrastructure',
  },
  {
    email: 'carol@holdfast.local',
    name: 'Carol',
    role: 'moderator',
    skills: ['software', 'email', 'access', 'account', 'office'],
    team: 'workplace',
  },
  { email: 'alice@holdfast.local', name: 'Alice', role: 'user', skills: [], team: null },
];

const DEMO_TEAMS: readonly Team[] = [
  { ...NEW_TEAM, name: 'infrastructure', label: 'Infrastructure' },
  { ...NEW_TEAM, name: 'workplace', label: 'Workplace' },
];

/** Large, so that load tests on the demo accounts reach a moderator and not the queue. */
const DEMO_CAPACITY = 10_000;

/** Creates the data that every system needs: the default SLA policy and its calendar. Idempotent. */
export async function seedEssentials(deps: Pick<AppDeps, 'policies' | 'calendars'>): Promise<void> {
  await deps.calendars.addIfMissing(ALWAYS);
  await deps.policies.addIfMissing(DEFAULT_POLICY);
}

/** Creates the demo accounts and their teams. Idempotent: existing ones stay. Returns how many accounts were added. */
export async function seedDemoAccounts(
  deps: Pick<AppDeps, 'users' | 'teams' | 'hasher' | 'clock' | 'newId'>,
): Promise<number> {
  for (const team of DEMO_TEAMS) await deps.teams.addIfMissing(team);
  const passwordHash = await deps.hasher.hash(DEMO_PASSWORD);
  const added = await Promise.all(
    DEMO_ACCOUNTS.map((account) => deps.users.addIfMissing(toUser(deps, account, passwordHash))),
  );
  return added.filter(Boolean).length;
}

function toUser(deps: Pick<AppDeps, 'clock' | 'newId'>, account: DemoAccount, passwordHash: string): User {
  return {
    ...NEW_USER,
    ...account,
    id: deps.newId(),
    capacity: account.role === 'moderator' ? DEMO_CAPACITY : 0,
    passwordHash,
    emailVerifiedAt: deps.clock.now(),
    createdAt: deps.clock.now(),
  };
}
