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
 * Passes the trace position through workflows:
 * from their caller to their activities, children and continuations. It is in every bundle, and follows the headers
 * in a history, whether the worker traces or not. So a history written with tracing replays without it, and the
 * reverse.
 * Nothing here may wait: each method returns the promise that it is given. One more turn of the microtask queue would
 * let a workflow with parallel work issue its commands in another order.
 * A span of a workflow starts and ends immediately: a ticket lives for weeks, in many processes.
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

/**
 * Records a step and returns its position in the trace.
 * Ids have their own random stream, so that `uuid4()` is not affected.
 */
function mark(name: string, parent: string, link?: string): string {
  const spanId = getRandomStream('holdfast/traces').uuid4().replaceAll('-', '').slice(-16);
  const place = placeIn(parent, spanId);
  proxySinks<TraceSinks>().traces.mark({ name, atMs: Date.now(), place, parent, link });
  return place;
}
