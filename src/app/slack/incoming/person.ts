import { SYSTEM_ACTOR } from '../../../domain/access/actor.js';
import { accountChanges } from '../../../domain/accounts/account-events.js';
import { MAX_IDENTITIES } from '../../../domain/accounts/contact.js';
import type { User } from '../../../domain/accounts/user.js';
import { isEmailAddress } from '../../../domain/email-address.js';
import { DomainError } from '../../../domain/errors.js';
import { slackIdentity } from '../../../domain/slack/workspace.js';
import type { SlackPerson } from '../../../ports/slack/slack.js';
import { accountEvent } from '../../accounts/account-event.js';
import type { AppDeps } from '../../deps.js';
import { personByMail } from '../../inbound-mail/sender/person-by-mail.js';
import type { OpenWorkspace } from '../open-workspace.js';

type Deps = Pick<AppDeps, 'users' | 'organisations' | 'clock' | 'newId'>;

/** Why a person of Slack cannot do anything here. */
export type SlackRefusal = 'stranger' | 'inactive' | 'bot';

/** The account of a person of Slack that is stored with it; null for none. */
export async function knownPerson({ users }: Pick<Deps, 'users'>, userId: string): Promise<User | null> {
  const { items } = await users.list({ identity: slackIdentity(userId), pageSize: 1 });
  return items[0] ?? null;
}

/**
 * Returns the account of a person of Slack: by the stored identity, which an administrator can correct, then by the address
 * that the workspace vouches for. Others get an account, or not, as the workspace says.
 */
export async function personOf(
  deps: Deps,
  { workspace, client }: OpenWorkspace,
  userId: string,
): Promise<User | SlackRefusal> {
  const known = await knownPerson(deps, userId);
  if (known !== null) return known.isActive ? known : 'inactive';
  const person = await client.person(userId);
  if (person.isBot) return 'bot';
  // Nobody vouches for the address of a guest, or of a person of a connected workspace.
  const isVouchedFor = !person.isForeign && person.teamId === workspace.teamId;
  const email = person.email?.toLowerCase() ?? null;
  if (email === null || !isVouchedFor || !isEmailAddress(email)) return 'stranger';
  const owner = await deps.users.findByAddress(email);
  if (owner !== null) return owner.isActive ? remember(deps, owner, userId) : 'inactive';
  if (workspace.strangers === 'refuse') return 'stranger';
  return remember(deps, await newcomer(deps, person, email), userId);
}

function newcomer(deps: Deps, { name }: SlackPerson, address: string): Promise<User> {
  return personByMail(deps, { name, address }, true, { via: 'slack' });
}

/** Stores the identity. Without it, the next message asks Slack again. */
async function remember(deps: Deps, before: User, userId: string): Promise<User> {
  const identity = slackIdentity(userId);
  if (before.identities.includes(identity) || before.identities.length >= MAX_IDENTITIES) return before;
  const after = {
    ...before,
    identities: [...before.identities, identity],
    version: before.version + 1,
  };
  const event = accountEvent(
    deps,
    { actor: SYSTEM_ACTOR, address: null },
    { type: 'account.edited', account: after, details: { ...accountChanges(before, after), via: 'slack' } },
  );
  try {
    await deps.users.commit({ person: { before, after }, event });
    return after;
  } catch (error) {
    // Another change of the account was faster.
    if (error instanceof DomainError && ['version_conflict', 'duplicate'].includes(error.code)) return before;
    throw error;
  }
}
