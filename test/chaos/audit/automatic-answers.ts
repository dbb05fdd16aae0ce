import type { StoredEvent } from './evidence.js';
import type { Finding, Rule } from './finding.js';

/* A ticket gets one automatic answer at most, and none after a person has written to it. */

export const automaticAnswers: Rule = ({ trails }): Finding => {
  const answered = [...trails.values()].filter((trail) => trail.some(isAutomatic));
  return {
    promise: 'one automatic answer for a ticket at most, and none after a person has written',
    looked: answered.length,
    violations: answered.flatMap(faultsOf),
  };
};

const isPublic = ({ type, details }: StoredEvent) =>
  type === 'ticket.commented' && details.is_internal === false && details.send_at === undefined;
const isAutomatic = (event: StoredEvent) => isPublic(event) && event.details.is_automatic === true;

function faultsOf(trail: readonly StoredEvent[]): string[] {
  const said = trail.filter(isPublic);
  const [first, ...others] = said.filter(isAutomatic);
  if (first === undefined) return [];
  const id = String(first.details.comment_id);
  const isLate = said.indexOf(first) > 0;
  return [
    ...(isLate ? [`the automatic answer ${id} was sent after a person had written`] : []),
    ...(others.length > 0 ? [`the ticket of ${id} got ${others.length + 1} automatic answers`] : []),
  ];
}
