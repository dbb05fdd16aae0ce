import { fileURLToPath } from 'node:url';
import type { WorkflowClientInterceptor } from '@temporalio/client';
import type { ActivityInterceptorsFactory, InjectedSinks } from '@temporalio/worker';
import type { SpanFacts, Tracer } from '../../ports/operations/tracer.js';
import { traceparentIn, withTraceparent, type TraceSinks } from '../../../workflows/contracts/traces.js';

/** For the bundle of the workflows. */
export const TRACE_INTERCEPTORS = fileURLToPath(
  new URL('../../../workflows/trace-interceptors.js', import.meta.url),
);

/** Adds Temporal calls to the trace of the calling work, so that workflows continue it. */
export function traceCalls(tracer: Tracer): WorkflowClientInterceptor[] {
  if (!tracer.isOn) return [];
  const call = <T>(name: string, workflowId: string | undefined, run: () => Promise<T>): Promise<T> =>
    tracer.span({ name, kind: 'client', facts: { temporalWorkflowId: workflowId } }, run);
  const handOn = <T extends { readonly headers: Parameters<typeof withTraceparent>[0] }>(input: T): T => ({
    ...input,
    headers: withTraceparent(input.headers, tracer.here()),
  });
  return [
    {
      startWithDetails: (input, next) =>
        call(`StartWorkflow:${input.workflowType}`, input.options.workflowId, () => next(handOn(input))),
      signal: (input, next) =>
        call(`SignalWorkflow:${input.signalName}`, input.workflowExecution.workflowId, () =>
          next(handOn(input)),
        ),
      signalWithStart: (input, next) =>
        call(`SignalWithStartWorkflow:${input.workflowType}`, input.options.workflowId, () =>
          next(handOn(input)),
        ),
      startUpdate: (input, next) =>
        call(`StartWorkflowUpdate:${input.updateName}`, input.workflowExecution.workflowId, () =>
          next(handOn(input)),
        ),
      query: (input, next) =>
        call(`QueryWorkflow:${input.queryType}`, input.workflowExecution.workflowId, () => next(input)),
    },
  ];
}

/** Records activities as children of the workflow that scheduled them. */
export function traceActivities(tracer: Tracer): ActivityInterceptorsFactory[] {
  if (!tracer.isOn) return [];
  return [
    ({ info }) => ({
      inbound: {
        execute: (input, next) => {
          const facts: SpanFacts = {
            temporalWorkflowId: info.workflowExecution?.workflowId,
            run_id: info.workflowExecution?.runId,
            temporalActivityId: info.activityId,
            'temporal.attempt': info.attempt,
          };
          const name = `RunActivity:${info.activityType}`;
          const parent = traceparentIn(input.headers) ?? null;
          return tracer.span({ name, kind: 'internal', facts, parent }, () => next(input));
        },
      },
    }),
  ];
}

/** Receives the spans of workflows. It exists even without tracing, because histories may contain them. */
export function traceSinks(tracer: Tracer): InjectedSinks<TraceSinks> {
  return {
    traces: {
      mark: {
        fn: ({ workflowId, runId }, { name, atMs, place, parent, link }) => {
          const facts = { temporalWorkflowId: workflowId, run_id: runId };
          tracer.mark({ name, facts, at: new Date(atMs), place, parent, link });
        },
      },
    },
  };
}
