import { once } from 'node:events';
import type { WithTestServers } from './global-setup.js';

/** Stops the servers of the run and removes their data. */
async function globalTeardown(): Promise<void> {
  const servers = (globalThis as WithTestServers).holdfastTestServers;
  if (servers === undefined || servers.exitCode !== null || servers.signalCode !== null) return;
  servers.ref();
  const exited = once(servers, 'exit');
  servers.disconnect();
  await exited;
}

export { globalTeardown as default };
