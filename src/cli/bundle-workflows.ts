import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleName } from '../adapters/temporal/bundle-name.js';
import { bundleWorkflows } from '../adapters/temporal/workflow-bundle.js';

/*
 * The last step of `npm run build`.
 * It bundles the compiled workflows ahead of time, so that a production worker starts without webpack and all workers
 * of a release run identical code. It runs in the built tree only. The bundles are written where
 * src/compose/compose.ts looks for them.
 */
const compiled = fileURLToPath(new URL('../../workflows/index.js', import.meta.url));

for (const encryptsFailures of [false, true]) {
  const startedAt = performance.now();
  const name = bundleName({ encryptsFailures });
  const code = await bundleWorkflows(compiled, { encryptsFailures });
  await writeFile(new URL(`../../${name}`, import.meta.url), code);
  const kilobytes = Math.round(Buffer.byteLength(code) / 1024);
  console.log(`${name}: ${kilobytes} kB in ${Math.round(performance.now() - startedAt)} ms.`);
}
