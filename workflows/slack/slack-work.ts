import {
  allHandlersFinished,
  condition,
  continueAsNew,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { activitiesOfThisQueue } from '../activities.js';
import { wakeSlackWork, type SlackWorkInput } from '../contracts/slack.js';

/**
 * Does the work on Slack with one key until none is left: requests of a thread in order, or what a thread must show.
 * The activity decides on the waits. Work that waits for an administrator ends the workflow, and is woken by them.
 */
export async function slackWork(input: SlackWorkInput): Promise<void> {
  const activities = activitiesOfThisQueue();
  let wakes = 0;
  setHandler(wakeSlackWork, () => {
    wakes += 1;
  });
  for (;;) {
    const seen = wakes;
    const { waitMs } = await activities.workOnSlack(input);
    if (waitMs === null && wakes === seen) return;
    if (workflowInfo().continueAsNewSuggested) {
      await condition(allHandlersFinished);
      await continueAsNew<typeof slackWork>(input);
    }
    await condition(() => wakes > seen, Math.max(1, waitMs ?? 1));
  }
}
