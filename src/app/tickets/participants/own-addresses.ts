import { teamAddresses } from '../../../domain/desk/teams.js';
import type { AppDeps } from '../../deps.js';

/**
 * Addresses that only this desk writes from, in lower case: those of the environment, the sender of the settings, and
 * those of teams.
 */
export async function ownAddresses({
  inbound,
  settings,
  teams,
}: Pick<AppDeps, 'inbound' | 'settings' | 'teams'>): Promise<readonly string[]> {
  const [{ sender, formerAddresses }, all] = await Promise.all([settings.current(), teams.all()]);
  return [
    ...new Set([...inbound.ours, sender.address.toLowerCase(), ...formerAddresses, ...teamAddresses(all)]),
  ];
}
