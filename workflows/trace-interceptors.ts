import {
  AsyncLocalStorage,
  getRandomStream,
  proxySinks,
  workflowInfo,
  type WorkflowInterceptors,
} from '@temporalio/workflow';
import type { Headers } from '@temporalio/common';
import { placeIn, traceparentIn, withTraceparent, type TraceSinks } from './contracts/traces.js';

/**
 * Hands on through workflows which trace they are part of: from whoever started, signalled or asked them to their
 * activities, children and continuations. It is in every bundle, and does what the headers in a history say, whether the
 * worker traces or not; so a history that was written with tracing is replayed without, and the other way round.
 *
 * Nothing here may wait: each method returns the very promise that it is given. One more turn of the microtask queue
 * would let a workflow that does several things at a time issue its commands in another order.
 *
 * A span of a workflow is told as soon as it begins, and over at once: a ticket lives for weeks, in many processes.
 */
export function interceptors(): WorkflowInterceptors {
  const around = new AsyncLocalStorage<string>();
  const handOn = <T extends { readonly headers: Headers }>(input: T): T => ({
    ...input,
    headers: withTraceparent(input.headers, around.getStore()),
  });
  let life: string | undefined;
  const handle = <T>(name: string, headers: Headers, next: () => T): T => {
    const parent = traceparentIn(headers);
    return parent === undefined ? next() : around.run(mark(name, parent, life), next);
  };
  return {
    inbound: [
      {
        execute: (input, next) => {
          const parent = traceparentIn(input.headers);
          if (parent === undefined) return next(input);
          life = mark(`RunWorkflow:${workflowInfo().workflowType}`, parent);
          return around.run(life, () => next(input));
        },
        handleSignal: (input, next) =>
          handle(`HandleSignal:${input.signalName}`, input.headers, () => next(input)),
        handleUpdate: (input, next) => handle(`HandleUpdate:${input.name}`, input.headers, () => next(input)),
      },
    ],
    outbound: [
      {
        scheduleActivity: (input, next) => next(handOn(input)),
        scheduleLocalActivity: (input, next) => next(handOn(input)),
        startChildWorkflowExecution: (input, next) => next(handOn(input)),
        signalWorkflow: (input, next) => next(handOn(input)),
        continueAsNew: (input, next) => next(handOn(input)),
      },
    ],
    internals: [
      {
        dispose: (input, next) => {
          around.disable();
          next(input);
        },
      },
    ],
  };
}

/** Tells of a step and returns its place in the trace. Ids come of a stream of their own: `uuid4()` gives what it gave. */
function mark(name: string, parent: string, link?: string): string {
  const spanId = getRandomStream('holdfast/traces').uuid4().replaceAll('-', '').slice(-16);
  const place = placeIn(parent, spanId);
  proxySinks<TraceSinks>().traces.mark({ name, atMs: Date.now(), place, parent, link });
  return place;
}
