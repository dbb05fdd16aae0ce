import type { Finding, Rule } from './finding.js';

const LIVING = ['open', 'in_progress', 'waiting_on_user', 'on_hold'];

/** Who has a ticket has it alone, and is counted for it once. */
export const oneClaimAtATime: Rule = ({ tickets, users }): Finding => {
  const counted = new Map<string, number>();
  for (const { assignment, status } of tickets) {
    if (assignment === null || !LIVING.includes(status)) continue;
    counted.set(assignment.assignee.id, (counted.get(assignment.assignee.id) ?? 0) + 1);
  }
  const living = tickets.filter(({ status }) => LIVING.includes(status));
  return {
    promise: 'one assignee a ticket, and loads that add up',
    looked: tickets.length,
    violations: [
      ...users
        .filter(({ _id, load }) => load !== (counted.get(_id) ?? 0))
        .map(
          ({ email, _id, load }) =>
            `${email} is said to have ${load} tickets and has ${counted.get(_id) ?? 0}`,
        ),
      ...living
        .filter(({ assignment }) => assignment === null)
        .map(({ number }) => `${number} lives and nobody has it`),
    ],
  };
};
