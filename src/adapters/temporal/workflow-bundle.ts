import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { FAILURE_CONVERTER } from './data-converter.js';
import { TRACE_INTERCEPTORS } from './traces.js';

/**
 * Bundles the workflows as one JavaScript file for workers.
 * Workflows write failures themselves, so there are two bundles: one encrypts failures with the payloads, and one
 * keeps them readable.
 */
export async function bundleWorkflows(
  workflowsPath: string,
  { encryptsFailures }: { readonly encryptsFailures: boolean },
): Promise<string> {
  const { code } = await bundleWorkflowCode({
    workflowsPath,
    workflowInterceptorModules: [TRACE_INTERCEPTORS],
    logger: new DefaultLogger('WARN'),
    ...(encryptsFailures ? { failureConverterPath: FAILURE_CONVERTER } : {}),
  });
  return code;
}
