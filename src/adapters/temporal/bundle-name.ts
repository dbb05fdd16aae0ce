/** Returns the name of a bundle. */
export function bundleName({ encryptsFailures }: { readonly encryptsFailures: boolean }): string {
  return encryptsFailures ? 'workflow-bundle-encrypting.js' : 'workflow-bundle.js';
}
