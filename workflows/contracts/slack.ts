import { defineSignal } from '@temporalio/workflow';

/** Input of `slackWork`. The key is `in/<subject>` or `out/<thread>`; the work itself is in the database. */
export interface SlackWorkInput {
  readonly key: string;
}

export const SLACK_WORK = 'slackWork';

/** There is more to do now. */
export const wakeSlackWork = defineSignal('wakeSlackWork');
