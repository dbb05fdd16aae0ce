import type { AppDeps } from '../../deps.js';

/** Addresses that only this desk writes from, in lower case: those of the environment, and the sender of the settings. */
export async function ownAddresses({
  inbound,
  settings,
}: Pick<AppDeps, 'inbound' | 'settings'>): Promise<readonly string[]> {
  const { sender } = await settings.current();
  return [...new Set([...inbound.ours, sender.address.toLowerCase()])];
}
