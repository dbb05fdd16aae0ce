import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleName } from '../adapters/temporal/bundle-name.js';

/**
 * Uses the bundle from the build if there is one, and otherwise bundles the source now (about a second).
 */
export function workflowsOf(bundle: string | undefined, encryptsFailures: boolean) {
  const built = fileURLToPath(new URL(`../../${bundleName({ encryptsFailures })}`, import.meta.url));
  const codePath = bundle ?? (existsSync(built) ? built : undefined);
  if (codePath !== undefined) return { bundle: { codePath } };
  return { path: fileURLToPath(new URL('../../workflows/index.ts', import.meta.url)) };
}
