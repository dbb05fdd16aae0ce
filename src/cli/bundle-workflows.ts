import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';

/*
 * The last step of `npm run build`: bundles the compiled workflows ahead, so that a worker in production starts without
 * webpack and all workers of a release run the very same code. Works in the built tree only; the result is put where
 * src/compose.ts looks for it.
 */
const compiled = new URL('../../workflows/index.js', import.meta.url);
const target = new URL('../../workflow-bundle.js', import.meta.url);

const startedAt = performance.now();
const { code } = await bundleWorkflowCode({ workflowsPath: fileURLToPath(compiled) });
await writeFile(target, code);

const kilobytes = Math.round(Buffer.byteLength(code) / 1024);
console.log(`Workflow bundle: ${kilobytes} kB in ${Math.round(performance.now() - startedAt)} ms.`);
