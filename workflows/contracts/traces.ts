import { defaultPayloadConverter, type Headers } from '@temporalio/common';
import type { Sinks } from '@temporalio/workflow';

/** A position in a trace: `00-<trace id>-<span id>-<flags>`, W3C Trace Context. */
type Traceparent = string;

/** The header that Temporal's own interceptors use, with the same in it. */
const HEADER = '_tracer-data';
const TRACEPARENT = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/u;

/** A step of a workflow, for the trace recorder. */
export interface WorkflowSpan {
  readonly name: string;
  readonly atMs: number;
  readonly place: Traceparent;
  readonly parent: Traceparent;
  readonly link: Traceparent | undefined;
}

/** The messages of workflows to the worker; not repeated in a replay. */
export interface TraceSinks extends Sinks {
  readonly traces: { mark(span: WorkflowSpan): void };
}

/** Returns the position in these headers; undefined if it is not traced. */
export function traceparentIn(headers: Headers): Traceparent | undefined {
  const payload = headers[HEADER];
  if (payload === undefined) return undefined;
  const { traceparent } = defaultPayloadConverter.fromPayload<{ readonly traceparent?: unknown }>(payload);
  return typeof traceparent === 'string' && TRACEPARENT.test(traceparent) ? traceparent : undefined;
}

/** Returns the headers with a position; the same headers without one. */
export function withTraceparent(headers: Headers, place: Traceparent | undefined): Headers {
  if (place === undefined) return headers;
  return { ...headers, [HEADER]: defaultPayloadConverter.toPayload({ traceparent: place }) };
}

/** Another place in the same trace. */
export function placeIn(trace: Traceparent, spanId: string): Traceparent {
  const [version, traceId, , flags] = trace.split('-');
  return [version, traceId, spanId, flags].join('-');
}
