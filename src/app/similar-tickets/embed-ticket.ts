import { createHash } from 'node:crypto';
import { DomainError } from '../../domain/errors.js';
import { quantise } from '../../domain/vectors/quantise.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import type { Embedder } from '../../ports/embedder.js';
import type { AppDeps } from '../deps.js';

type Deps = Pick<AppDeps, 'tickets' | 'ticketVectors' | 'clock' | 'logger'>;

/** The text of a ticket that its vector is of. */
export function embeddedText({ title, description }: Pick<Ticket, 'title' | 'description'>): string {
  return `${title}\n${description}`;
}

/**
 * Writes the vector of a ticket's text as it is now; removes that of a deleted ticket.
 * Idempotent: nothing is embedded if the vector is of the same text. A text that the model cannot embed has none.
 * @throws DomainError `model_unavailable`, `model_rejected`, `unavailable`
 */
export async function embedTicket(deps: Deps, embedder: Embedder, ticketId: string): Promise<void> {
  const { tickets, ticketVectors, clock, logger } = deps;
  const ticket = await tickets.find(ticketId);
  if (ticket === null) return ticketVectors.remove(ticketId, clock.now());
  const text = embeddedText(ticket);
  const textHash = createHash('sha256').update(text).digest('hex').slice(0, 32);
  const { model } = embedder;
  const known = await ticketVectors.find(ticketId, model);
  if (known?.textHash === textHash) return;
  const vector = await embed(embedder, text);
  if (vector === null) {
    logger.warn({ ticket: ticket.number, model }, 'the model gave no usable vector for a ticket');
    return;
  }
  await ticketVectors.put({ ticketId, model, vector: quantise(vector), textHash, at: clock.now() });
}

async function embed(embedder: Embedder, text: string): Promise<Float32Array | null> {
  try {
    const [vector] = await embedder.embed([text], 'passage');
    return vector?.length === embedder.dimensions ? vector : null;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'model_answer_invalid') return null;
    throw error;
  }
}
