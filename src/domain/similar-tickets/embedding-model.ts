/** A model whose vectors of tickets are stored, and how many of them there are. */
export interface EmbeddingModelState {
  /** `name@version` */
  readonly model: string;
  readonly dimensions: number;
  readonly startedAt: Date;
  /** When a worker last used the model. */
  readonly seenAt: Date;
  /** When all tickets of then had a vector; null while they are filled in. */
  readonly filledAt: Date | null;
  /** Tickets with a vector, and all tickets, when the worker last counted. */
  readonly done: number;
  readonly total: number;
}

/** The name of the event consumer of a model starts with it. */
export const VECTOR_CONSUMERS = 'ticket-vectors/';

/** Vectors of a model that no worker has used for so long are deleted. Until then, a change can be taken back. */
export const OBSOLETE_MS = 24 * 60 * 60_000;

/** A model that no worker has used for so long gets no more vectors. */
const UNUSED_MS = 10 * 60_000;

/**
 * Chooses the model whose vectors are compared: a complete one before one that is being filled in, then the latest.
 * Null without any.
 */
export function servingModel(states: readonly EmbeddingModelState[]): EmbeddingModelState | null {
  const order = states.toSorted(
    (a, b) =>
      Number(b.filledAt !== null) - Number(a.filledAt !== null) ||
      b.startedAt.getTime() - a.startedAt.getTime(),
  );
  return order[0] ?? null;
}

/** The model that workers use now; null if there is none. */
export function modelInUse(states: readonly EmbeddingModelState[], now: Date): EmbeddingModelState | null {
  const latest = states.toSorted((a, b) => b.seenAt.getTime() - a.seenAt.getTime())[0];
  return latest === undefined || now.getTime() - latest.seenAt.getTime() > UNUSED_MS ? null : latest;
}
