import { Trial } from './trial.js';

/** Tries the policy that is typed, before it is saved. */
export function PolicyTrial({ body }: { readonly body: Readonly<Record<string, unknown>> }) {
  const { name: _, ...policy } = body;
  return <Trial policy={policy} />;
}
