/** What a bundle is called, beside the others. */
export function bundleName({ encryptsFailures }: { readonly encryptsFailures: boolean }): string {
  return encryptsFailures ? 'workflow-bundle-encrypting.js' : 'workflow-bundle.js';
}
