import type { TaskKind } from '../classifier/classifier.js';

/** What the classifier learns from tickets. `team` is the assignee's. */
export const LEARNED_TASKS = ['category', 'priority', 'type', 'team', 'skills'] as const;
export type LearnedTask = (typeof LEARNED_TASKS)[number];

/** A ticket has one category, and may need several skills. */
export function kindOf(task: LearnedTask): TaskKind {
  return task === 'skills' ? 'many' : 'one';
}
