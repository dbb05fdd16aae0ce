import {
  modelInUse,
  servingModel,
  type EmbeddingModelState,
} from '../../domain/similar-tickets/embedding-model.js';
import type { Clock } from '../../ports/clock.js';
import type { EmbeddingsProbe } from '../../ports/operations/health.js';
import type { TicketVectors } from '../../ports/similar-tickets/ticket-vectors.js';
import { probe } from './probes.js';

/**
 * Checks whether tickets have vectors of the model that workers use.
 * It reads a document a model, so it may run as often as MongoDB's probe.
 */
export function probeEmbeddings(ticketVectors: Pick<TicketVectors, 'states'>, clock: Clock): EmbeddingsProbe {
  return async () => {
    let states: readonly EmbeddingModelState[] = [];
    const read = probe(async () => {
      states = await ticketVectors.states();
    });
    const { status, latencyMs } = await read();
    const inUse = modelInUse(states, clock.now());
    if (inUse === null) {
      const { model = null } = servingModel(states) ?? {};
      return { status: status === 'ok' ? 'degraded' : 'down', latencyMs, model, filledPercent: null };
    }
    const { model, done, total, filledAt } = inUse;
    const filledPercent = filledAt !== null || total === 0 ? 100 : Math.floor((100 * done) / total);
    return { status: filledAt === null ? 'degraded' : 'ok', latencyMs, model, filledPercent };
  };
}
