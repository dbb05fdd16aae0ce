import type { Finding, Rule } from './finding.js';

/** While its ticket lives, a workflow runs; when it is over, so is the workflow. And there is one for each. */
export const oneWorkflowEach: Rule = ({ tickets, workflows, listed }): Finding => {
  const over = tickets.filter(({ status }) => ['closed', 'cancelled'].includes(status));
  const isOver = new Set(over.map(({ number }) => number));
  return {
    promise: 'every ticket has one workflow, in the right state',
    looked: workflows.size,
    violations: [
      ...tickets.flatMap(({ number, status }) => {
        const expected = isOver.has(number) ? 'COMPLETED' : 'RUNNING';
        const found = workflows.get(number) ?? 'not there';
        return found === expected ? [] : [`${number} is ${status} and its workflow is ${found}`];
      }),
      ...(listed.running === tickets.length - over.length
        ? []
        : [`${listed.running} workflows run for ${tickets.length - over.length} tickets that live`]),
    ],
    note: `${listed.all} runs`,
  };
};
