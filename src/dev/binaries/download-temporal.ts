/**
 * Run as a process of its own by ./temporal.ts, so that a download that hangs can be ended: lets the SDK's test library
 * download the Temporal CLI into the directory given as argument. The library has no way to download without starting the
 * server, so it is started and torn down at once.
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
