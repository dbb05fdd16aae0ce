import { describe, expect, it } from '@jest/globals';
import { DeterminismViolationError } from '@temporalio/workflow';
import { Worker } from '@temporalio/worker';
import { untraced } from '../../src/adapters/telemetry/untraced.js';
import { traceSinks } from '../../src/adapters/temporal/traces.js';
import { recordings, type Recording } from './recordings.js';

/** Shapes of life that tickets in flight may have; CONTRIBUTING.md says how to record one. */
const SHAPES = [
  'account-erase',
  'account-mail',
  'account-refused',
  'account-release',
  'account-replan',
  'apply-policy',
  'batch',
  'breach',
  'bulk',
  'continuation',
  'continued',
  'decline',
  'deleted',
  'digest',
  'fallback',
  'happy',
  'held-back-mail',
  'held-back',
  'later-triage',
  'mail-aside',
  'mail-in',
  'mail-tried-again',
  'mails',
  'merge',
  'old-mails',
  'pause',
  'person-export',
  'reopen',
  'repaired',
  'rerun',
  'reruns',
  'staff-mail',
  'sweep',
  'traced-batch',
  'traced',
  'unaccepted',
];

const all = await recordings();

function replay({ history, workflowId }: Recording): Promise<void> {
  const workflowBundle = { codePath: process.env['HOLDFAST_TEST_WORKFLOW_BUNDLE']! };
  return Worker.runReplayHistory({ workflowBundle, sinks: traceSinks(untraced) }, history, workflowId);
}

/** The same history, in which the workflow seems to have called another activity first. */
function tampered(recording: Recording): Recording {
  const copy = structuredClone(recording);
  const scheduled = copy.history.events.find(
    (event: any) => event.activityTaskScheduledEventAttributes !== undefined,
  );
  scheduled.activityTaskScheduledEventAttributes.activityType.name = 'somethingElse';
  return copy;
}

describe('recorded histories', () => {
  it('are there for every shape', () => {
    expect(all.map(({ name }) => name)).toEqual(SHAPES);
  });

  it.each(all.map((recording) => [recording.name, recording] as const))(
    '%s: the workflow of today carries a ticket of then',
    async (_name, recording) => {
      await expect(replay(recording)).resolves.toBeUndefined();
    },
  );

  it.each(all.map((recording) => [recording.name, recording] as const))(
    '%s: a workflow that does something else is found out',
    async (_name, recording) => {
      await expect(replay(tampered(recording))).rejects.toThrow(DeterminismViolationError);
    },
  );
});
