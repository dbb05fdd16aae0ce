import type { Schemas } from '../../../src/client/client.js';

/** The share of all SLA targets that were met, of every clock; null if none was due. */
export function attainmentOf({
  first_response,
  next_response,
  resolution,
}: Schemas['FigureTargets']): number | null {
  const all = [first_response, next_response, resolution];
  const met = all.reduce((sum, target) => sum + target.met, 0);
  const due = all.reduce((sum, target) => sum + target.met + target.missed, 0);
  return due === 0 ? null : met / due;
}
