import { beforeAll, describe, expect, it } from '@jest/globals';
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
  'dry-run',
  'fallback',
  'file-rejected',
  'file-retriage',
  'file',
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
  'push',
  'redaction',
  'reopen',
  'repaired',
  'rerun',
  'reruns',
  'review-confirmed',
  'review-ended',
  'review-timed-out',
  'shape-1-breach',
  'shape-1-decline',
  'shape-1-fallback',
  'shape-1-happy',
  'shape-1-rerun',
  'shape-1-reruns',
  'shape-1-unaccepted',
  'staff-mail',
  'sweep',
  'traced-batch',
  'traced',
  'train-triage',
  'unaccepted',
  'webhook-recovery',
  'webhook',
];

const all = await recordings();

/** What each replay ended with, by the name of its recording. One worker replays them in order: one each costs a third of a second. */
async function replayAll(histories: readonly Recording[]): Promise<ReadonlyMap<string, Error | undefined>> {
  const workflowBundle = { codePath: process.env['HOLDFAST_TEST_WORKFLOW_BUNDLE']! };
  const ends = new Map<string, Error | undefined>();
  const options = { workflowBundle, sinks: traceSinks(untraced) };
  const names = histories.map(({ name }) => name);
  for await (const { error } of Worker.runReplayHistories(options, histories)) {
    ends.set(names[ends.size]!, error);
  }
  return ends;
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

/** The same life, begun by an API that names a shape and carried by a worker that knows none and leaves markers. */
function begunWithShape(recording: Recording): Recording {
  const copy = structuredClone(recording);
  const [payload] = copy.history.events[0].workflowExecutionStartedEventAttributes.input.payloads;
  const input = JSON.parse(Buffer.from(payload.data, 'base64').toString());
  payload.data = Buffer.from(JSON.stringify({ ...input, shape: 1 })).toString('base64');
  return copy;
}

/** Recordings with a marker for every change that they come by. */
const MARKED = ['held-back', 'later-triage', 'mails', 'reruns', 'traced'];

describe('recorded histories', () => {
  const marked = all.filter(({ name }) => MARKED.includes(name)).map(begunWithShape);
  let today: ReadonlyMap<string, Error | undefined>;
  let changed: ReadonlyMap<string, Error | undefined>;
  let mixed: ReadonlyMap<string, Error | undefined>;
  beforeAll(async () => {
    today = await replayAll(all);
    changed = await replayAll(all.map(tampered));
    mixed = await replayAll(marked);
  });

  it('are there for every shape', () => {
    expect(all.map(({ name }) => name)).toEqual(SHAPES);
  });

  it.each(SHAPES)('%s: the workflow of today carries a ticket of then', (name) => {
    expect([today.has(name), today.get(name)]).toEqual([true, undefined]);
  });

  it.each(MARKED)('%s: goes on after a worker of the version before, during a deployment', (name) => {
    expect([mixed.has(name), mixed.get(name)]).toEqual([true, undefined]);
  });

  it.each(SHAPES)('%s: a workflow that does something else is found out', (name) => {
    expect(changed.get(name)).toBeInstanceOf(DeterminismViolationError);
  });
});
