/**
 * Downloads the Temporal CLI into the directory given as argument, with the SDK's test library.
 * ./temporal.ts runs it as a separate process, so that a hanging download can be killed. The library cannot download
 * without starting the server, so it is started and stopped at once.
 */
import { TestWorkflowEnvironment } from '@temporalio/testing';

const VERSION = 'v1.5.1';

const [downloadDir] = process.argv.slice(2);
if (downloadDir === undefined) throw new Error('give the directory to download to');
try {
  const executable = { type: 'cached-download', version: VERSION, downloadDir } as const;
  const environment = await TestWorkflowEnvironment.createLocal({ server: { executable } });
  await environment.teardown();
} catch (error) {
  // The message repeats each layer's; the last ones tell what happened.
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message.replaceAll('\n', ' ').split(': ').slice(-3).join(': ')}\n`);
  process.exit(1);
}
