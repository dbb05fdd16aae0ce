import type { ActiveParticipant } from '../../../domain/participants.js';
import { isEmailAddress } from '../../../domain/email-address.js';
import { cleanLine } from '../../../domain/inbound-mail/text/clean-line.js';
import { isListAddress } from '../../../domain/inbound-mail/kind/list-address.js';
import { isOurs } from '../../../domain/inbound-mail/sender/our-addresses.js';
import type { MailAddress } from '../../../domain/inbound-mail/parsed-mail.js';
import { isUnattended } from '../../../domain/inbound-mail/kind/unattended.js';
import { isStaff } from '../../../domain/access/permissions.js';
import type { AppDeps } from '../../deps.js';
import { ownAddresses } from './own-addresses.js';

export type NewcomerDeps = Pick<AppDeps, 'users' | 'teams' | 'inbound' | 'settings' | 'sealer' | 'newId'>;

const MAX_NAME_LENGTH = 100;
/** A name that contains a link is not a name: our mails would show it. */
const LEADING = /:\/\/|www\.|@/iu;

/** Reasons why an address cannot be in copy of a ticket. */
type Obstacle = 'address' | 'ours' | 'unattended' | 'list' | 'staff' | 'requester' | 'gone';

/** Returns a new participant, or the reason why not. It creates no account. */
export async function newcomerOf(
  deps: NewcomerDeps,
  { name, address: given }: MailAddress,
  requesterId: string,
  addedAt: Date,
): Promise<ActiveParticipant | Obstacle> {
  const address = given.toLowerCase();
  if (!isEmailAddress(address)) return 'address';
  if (isOurs(await ownAddresses(deps), address)) return 'ours';
  if (isUnattended(address)) return 'unattended';
  if (isListAddress(address)) return 'list';
  const account = await deps.users.findByAddress(address);
  if (account?.id === requesterId) return 'requester';
  if (account !== null && isStaff(account.role)) return 'staff';
  if (account?.isActive === false) return 'gone';
  const clean = cleanLine(name, MAX_NAME_LENGTH);
  return {
    id: deps.newId(),
    address,
    name: clean === '' || LEADING.test(clean) ? address.slice(0, address.lastIndexOf('@')) : clean,
    fingerprint: deps.sealer.fingerprint(address),
    addedAt,
    removedAt: null,
  };
}
