/** Where a piece of work stands in a trace, as W3C Trace Context writes it: `00-<trace id>-<span id>-<flags>`. */
export type Traceparent = string;

/** Ids, numbers, names of routes and outcomes. Never text, addresses, tokens or the names of people. */
export type SpanFacts = Readonly<Record<string, string | number | boolean | undefined>>;

export interface SpanAbout {
  readonly name: string;
  readonly kind: 'server' | 'client' | 'consumer' | 'internal';
  readonly facts?: SpanFacts;
  /** What it is a part of, if not of the work around it; null: it begins a trace. */
  readonly parent?: Traceparent | null | undefined;
}

/** A span that others have made the parent of theirs before it was there. It is over at once. */
export interface MarkedSpan {
  readonly name: string;
  readonly facts: SpanFacts;
  readonly at: Date;
  /** Where it stands itself. */
  readonly place: Traceparent;
  readonly parent: Traceparent;
  /** What it has to do with, in another trace. */
  readonly link?: Traceparent | undefined;
}

/** A span while its work goes on. */
export interface Span {
  /** Null where nobody records it. */
  readonly traceId: string | null;
  rename(name: string): void;
  note(facts: SpanFacts): void;
  /** Tells that the work went wrong without an error being thrown; `type` is one of few words. */
  fail(type: string): void;
}

/** Tells which work was part of which, and how long it took. */
export interface Tracer {
  /** False where nobody wants to know. Nothing needs to be wrapped then. */
  readonly isOn: boolean;
  /** Does the work as a part of the work around it. What it throws passes through; of it only the type is told. */
  span<T>(about: SpanAbout, work: (span: Span) => Promise<T>): Promise<T>;
  mark(span: MarkedSpan): void;
  /** For whoever goes on with the work around this call; undefined where there is none. */
  here(): Traceparent | undefined;
}
