import { teamAddressed } from '../../../domain/desk/teams.js';
import type { InboundDeps, Incoming } from '../incoming.js';
import { deliveredTo } from './delivered-to.js';

/**
 * Returns the key of the team whose address a mail was sent to; null for none.
 * The addresses that servers noted come first: `To` and `Cc` may name several teams.
 */
export async function teamOfMail(
  { teams }: Pick<InboundDeps, 'teams'>,
  incoming: Incoming,
): Promise<string | null> {
  const { to, cc } = incoming.mail;
  const addresses = [...deliveredTo(incoming), ...[...to, ...cc].map(({ address }) => address)];
  return teamAddressed(await teams.all(), addresses)?.name ?? null;
}
