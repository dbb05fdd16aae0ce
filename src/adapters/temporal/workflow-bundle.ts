import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { FAILURE_CONVERTER } from './data-converter.js';
import { TRACE_INTERCEPTORS } from './traces.js';

/**
 * The workflows as one file of JavaScript, to be loaded by workers. Workflows write failures themselves, so that there are
 * two bundles: one whose failures are encrypted with the payloads, one whose failures can be read.
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
