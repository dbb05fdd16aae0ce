/** A position in a trace, in W3C Trace Context: `00-<trace id>-<span id>-<flags>`. */
export type Traceparent = string;

/** Ids, numbers, names of routes and outcomes. Never text, addresses, tokens or the names of people. */
export type SpanFacts = Readonly<Record<string, string | number | boolean | undefined>>;

export interface SpanAbout {
  readonly name: string;
  readonly kind: 'server' | 'client' | 'consumer' | 'internal';
  readonly facts?: SpanFacts;
  /** The parent, if not the surrounding work; null starts a trace. */
  readonly parent?: Traceparent | null | undefined;
}

/** A span that others already use as parent before it is recorded. It ends immediately. */
export interface MarkedSpan {
  readonly name: string;
  readonly facts: SpanFacts;
  readonly at: Date;
  /** Its own position. */
  readonly place: Traceparent;
  readonly parent: Traceparent;
  /** Related work in another trace. */
  readonly link?: Traceparent | undefined;
}

/** A span of running work. */
export interface Span {
  /** Null if the trace is not recorded. */
  readonly traceId: string | null;
  rename(name: string): void;
  note(facts: SpanFacts): void;
  /** Records a failure without an error; `type` is one of few words. */
  fail(type: string): void;
}

/** Records which work was part of which, and its duration. */
export interface Tracer {
  /** False if tracing is off. Nothing needs to be wrapped then. */
  readonly isOn: boolean;
  /**
   * Runs the work as a part of the surrounding work.
   * An error passes through, and only its type is recorded.
   */
  span<T>(about: SpanAbout, work: (span: Span) => Promise<T>): Promise<T>;
  mark(span: MarkedSpan): void;
  /** Returns the position for work that continues this one; undefined without one. */
  here(): Traceparent | undefined;
}
