import type { TaskKind } from '../classifier/classifier.js';

/** What the classifier learns from tickets. `team` is the assignee's. */
export const LEARNED_TASKS = ['category', 'priority', 'type', 'team', 'skills'] as const;
export type LearnedTask = (typeof LEARNED_TASKS)[number];

/** A ticket has one category, and may need several skills. */
export function kindOf(task: LearnedTask): TaskKind {
  return task === 'skills' ? 'many' : 'one';
}

/** Returns true for the name of a learned task, as a stored model has it. */
export function isLearnedTask(name: string): name is LearnedTask {
  return LEARNED_TASKS.some((task) => task === name);
}
