import { DomainError } from '../../domain/errors.js';
import {
  OBSOLETE_MS,
  VECTOR_CONSUMERS,
  type EmbeddingModelState,
} from '../../domain/similar-tickets/embedding-model.js';
import type { EventType } from '../../domain/tickets/events.js';
import { ConsumerLoop } from '../operations/event-log/consumer-loop.js';
import type { ConsumerDeps, ConsumerLoopOptions } from '../operations/event-log/consumer-tenure.js';
import type { EventConsumer } from '../operations/event-log/event-consumer.js';
import { pause } from '../operations/event-log/pause.js';
import type { AppDeps } from '../deps.js';
import { embedTicket } from './embed-ticket.js';

type Deps = ConsumerDeps &
  Pick<AppDeps, 'tickets' | 'ticketVectors' | 'embedders' | 'consumerPositions' | 'clock' | 'logger'>;

/** Events after which a ticket's text may be another. Each reads the ticket, so one too many does no harm. */
const TEXT_EVENTS: ReadonlySet<EventType> = new Set([
  'ticket.created',
  'ticket.edited',
  'ticket.comment_redacted',
  'ticket.redaction_finished',
  'ticket.deleted',
]);

interface Options {
  /** How often the model in use is checked, and progress noted. */
  readonly everyMs: number;
  readonly loop: Partial<ConsumerLoopOptions>;
}

const SOON_MS = 1_000;

/** Interval of counting vectors and tickets once all are filled in. */
const COUNT_EVERY_MS = 5 * 60_000;

const DEFAULTS: Options = { everyMs: 10_000, loop: {} };

/** The name of the consumer of a model. Another model is another consumer, which starts at the first event. */
export function vectorConsumerName(model: string): string {
  return `${VECTOR_CONSUMERS}${model}`;
}

/**
 * Gives every ticket a vector of the model in use, in the one worker that holds the consumer's lease.
 * After a change of model, its new consumer reads the log from the beginning, ticket by ticket. Its position survives
 * a crash, so a fill of any length continues where it was.
 */
export class TicketVectorFeed {
  private readonly options: Options;
  private readonly stop = new AbortController();
  private countedAt = 0;
  private running: Promise<void> = Promise.resolve();
  private feed: { readonly model: string; readonly loop: ConsumerLoop } | null = null;

  constructor(
    private readonly deps: Deps,
    options: Partial<Options> = {},
  ) {
    this.options = { ...DEFAULTS, ...options };
  }

  start(): void {
    this.running = this.run();
  }

  /** Waits for what is in hand. What still waits comes again. */
  async close(): Promise<void> {
    this.stop.abort();
    await this.running;
    await this.feed?.loop.close();
  }

  private async run(): Promise<void> {
    while (!this.stop.signal.aborted) {
      try {
        await this.followModel();
      } catch (error) {
        this.deps.logger.warn({ err: error }, 'the vectors of tickets could not be checked; trying again');
      }
      // A model that is being looked for is mostly there soon.
      await pause(this.feed === null ? SOON_MS : this.options.everyMs, this.stop.signal);
    }
  }

  private async followModel(): Promise<void> {
    const embedder = await this.deps.embedders.current();
    if (this.stop.signal.aborted) return;
    if (embedder?.model !== this.feed?.model) {
      await this.feed?.loop.close();
      this.feed = null;
    }
    if (embedder === null) return;
    if (this.feed === null) {
      const { model } = embedder;
      const loop = new ConsumerLoop(this.deps, this.consumerOf(model), this.options.loop);
      this.feed = { model, loop };
      loop.start();
    }
    await this.noteProgress(embedder.model, embedder.dimensions);
  }

  private consumerOf(model: string): EventConsumer {
    return {
      name: vectorConsumerName(model),
      startsFrom: 'beginning',
      wants: (event) => 'ticketId' in event && TEXT_EVENTS.has(event.type),
      handle: async (event) => {
        if (!('ticketId' in event)) return;
        const embedder = await this.deps.embedders.current();
        if (embedder?.model !== model)
          throw new DomainError('model_unavailable', `The model ${model} is no longer in use.`);
        await embedTicket(this.deps, embedder, event.ticketId);
      },
    };
  }

  private async noteProgress(model: string, dimensions: number): Promise<void> {
    const { ticketVectors, consumerPositions, clock, logger } = this.deps;
    const now = clock.now();
    const [states, position] = await Promise.all([
      ticketVectors.states(),
      consumerPositions.find(vectorConsumerName(model)),
    ]);
    const known = states.find((state) => state.model === model);
    // Counting costs more with each ticket, and little changes once all are filled in.
    const isFresh = now.getTime() - this.countedAt < COUNT_EVERY_MS;
    const { done, total } =
      known !== undefined && known.filledAt !== null && isFresh ? known : await this.count(model, now);
    const isFilled = position !== null && position.sweep === null;
    const filledAt = known?.filledAt ?? (isFilled ? now : null);
    await ticketVectors.noteState({
      model,
      dimensions,
      seenAt: now,
      filledAt,
      done: Math.min(done, total),
      total,
    });
    if (known?.filledAt === null && filledAt !== null)
      logger.info({ model, done }, 'all tickets have a vector');
    else if (filledAt === null) logger.info({ model, done, total }, 'filling in the vectors of tickets');
    for (const state of states) await this.removeObsolete(state, model, now);
  }

  private async count(model: string, now: Date): Promise<Pick<EmbeddingModelState, 'done' | 'total'>> {
    const { ticketVectors, tickets } = this.deps;
    const [done, total] = await Promise.all([ticketVectors.count(model), tickets.count({})]);
    this.countedAt = now.getTime();
    return { done, total };
  }

  private async removeObsolete(
    { model, seenAt }: EmbeddingModelState,
    inUse: string,
    now: Date,
  ): Promise<void> {
    if (model === inUse || now.getTime() - seenAt.getTime() < OBSOLETE_MS) return;
    // The position first: a later use of the model must begin again.
    await this.deps.consumerPositions.forget(vectorConsumerName(model));
    await this.deps.ticketVectors.removeModel(model);
    this.deps.logger.info({ model }, 'vectors of a model that is no longer used are deleted');
  }
}
