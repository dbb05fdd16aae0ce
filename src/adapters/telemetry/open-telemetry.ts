import { AsyncLocalStorage } from 'node:async_hooks';
import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Link,
  type Span as OtelSpan,
  type Tracer as OtelTracer,
} from '@opentelemetry/api';
import { parseTraceParent } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  RandomIdGenerator,
  TraceIdRatioBasedSampler,
  TracerProvider,
  type IdGenerator,
  type Sampler,
} from '@opentelemetry/sdk-trace';
import type { Logger } from '../../ports/logger.js';
import type { MarkedSpan, Span, SpanAbout, Traceparent, Tracer } from '../../ports/operations/tracer.js';
import { answerWithin } from '../system/answer-within.js';
import { failureType } from './failure-type.js';
import { ReportingExporter } from './reporting-exporter.js';

export interface TelemetrySettings {
  /** The endpoint of the collector; `/v1/traces` is added. */
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly sampler: keyof typeof SAMPLERS;
  /** Share of the recorded traces, 0 to 1, if the sampler uses one. */
  readonly ratio: number;
}

export interface Telemetry {
  readonly tracer: Tracer;
  /** Exports pending spans, and gives up after two seconds. */
  readonly close: () => Promise<void>;
}

/** The process that sends spans. */
export interface TelemetrySource {
  readonly service: string;
  readonly version: string;
}

const CLOSE_MS = 2_000;

const SAMPLERS = {
  always_on: () => new AlwaysOnSampler(),
  always_off: () => new AlwaysOffSampler(),
  traceidratio: (ratio: number) => new TraceIdRatioBasedSampler(ratio),
  parentbased_always_on: () => parentBased(new AlwaysOnSampler()),
  parentbased_always_off: () => parentBased(new AlwaysOffSampler()),
  parentbased_traceidratio: (ratio: number) => parentBased(new TraceIdRatioBasedSampler(ratio)),
} satisfies Record<string, (ratio: number) => Sampler>;

const KINDS = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  consumer: SpanKind.CONSUMER,
  internal: SpanKind.INTERNAL,
} as const;

/**
 * Sends spans to a collector over OTLP/HTTP, in batches and in the background.
 * While it is down, spans are dropped and nothing waits. It sets nothing global of OpenTelemetry, so that two
 * instances do not interfere.
 */
export function openTelemetry(
  settings: TelemetrySettings,
  { service, version }: TelemetrySource,
  logger: Logger,
): Telemetry {
  const url = `${settings.endpoint.replace(/\/$/u, '')}/v1/traces`;
  const exporter = new OTLPTraceExporter({ url, headers: { ...settings.headers } });
  const resource = { 'service.namespace': 'holdfast', 'service.name': service, 'service.version': version };
  const ids = new ChosenIds();
  const provider = new TracerProvider({
    idGenerator: ids,
    resource: defaultResource().merge(resourceFromAttributes(resource)),
    sampler: SAMPLERS[settings.sampler](settings.ratio),
    spanProcessors: [new BatchSpanProcessor({ exporter: new ReportingExporter(exporter, logger) })],
  });
  return {
    tracer: new OpenTelemetryTracer(provider.getTracer('holdfast', version), ids),
    close: () => answerWithin(CLOSE_MS, provider.shutdown()).catch(() => undefined),
  };
}

class OpenTelemetryTracer implements Tracer {
  readonly isOn = true;
  private readonly around = new AsyncLocalStorage<Context>();

  constructor(
    private readonly tracer: OtelTracer,
    private readonly ids: ChosenIds,
  ) {}

  async span<T>({ name, kind, facts = {}, parent }: SpanAbout, work: (span: Span) => Promise<T>): Promise<T> {
    const context = this.contextIn(parent);
    const span = this.tracer.startSpan(name, { kind: KINDS[kind], attributes: facts }, context);
    return this.around.run(trace.setSpan(context, span), async () => {
      try {
        return await work(handleOf(span));
      } catch (error) {
        fail(span, failureType(error));
        throw error;
      } finally {
        span.end();
      }
    });
  }

  mark({ name, facts, at, place, parent, link }: MarkedSpan): void {
    const links: Link[] = [link].flatMap((linked) => {
      const context = linked === undefined ? null : parseTraceParent(linked);
      return context === null ? [] : [{ context }];
    });
    this.ids.choose(parseTraceParent(place)?.spanId);
    this.tracer.startSpan(name, { attributes: facts, startTime: at, links }, this.contextIn(parent)).end(at);
  }

  here(): Traceparent | undefined {
    const context = this.around.getStore();
    const span = context === undefined ? undefined : trace.getSpanContext(context);
    if (span === undefined) return undefined;
    return `00-${span.traceId}-${span.spanId}-${span.traceFlags.toString(16).padStart(2, '0')}`;
  }

  private contextIn(parent: Traceparent | null | undefined): Context {
    if (parent === undefined) return this.around.getStore() ?? ROOT_CONTEXT;
    const remote = parent === null ? null : parseTraceParent(parent);
    return remote === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, { ...remote, isRemote: true });
  }
}

/** Random span ids, except for a span whose id is chosen in advance. */
class ChosenIds implements IdGenerator {
  private readonly random = new RandomIdGenerator();
  private chosen: string | undefined;

  /** For the very next span. */
  choose(spanId: string | undefined): void {
    this.chosen = spanId;
  }

  generateTraceId(): string {
    return this.random.generateTraceId();
  }

  generateSpanId(): string {
    const id = this.chosen ?? this.random.generateSpanId();
    this.chosen = undefined;
    return id;
  }
}

function handleOf(span: OtelSpan): Span {
  return {
    traceId: span.isRecording() ? span.spanContext().traceId : null,
    rename: (name) => void span.updateName(name),
    note: (facts) => void span.setAttributes(facts),
    fail: (type) => fail(span, type),
  };
}

/** Messages and stacks may quote people, so only the type is recorded. */
function fail(span: OtelSpan, type: string): void {
  span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute('error.type', type);
}

function parentBased(root: Sampler): Sampler {
  return new ParentBasedSampler({ root });
}

/** Stops waiting: later spans do not matter. */
