import { counted } from './sla-count.js';
import { eachPromise, isMissed, paceOf, scheduled, targetOf, type SlaClock } from './sla-promise.js';
import { targetsFor, type SlaSubject, type SlaTerms } from './sla.js';

/** New targets; the time already used stays used, and what was met or missed stays so. */
export function retarget(terms: SlaTerms, clock: SlaClock, subject: SlaSubject, at: Date): SlaClock {
  const targets = targetsFor(terms.policy, subject);
  const now = counted(terms, clock, at);
  return eachPromise(now, (promise, target) => {
    const { ongoing } = promise;
    if (ongoing === null || isMissed(paceOf(clock, target), promise, at)) return promise;
    const next = { ...ongoing, ...targetOf(targets[`${target}Minutes`], ongoing.workedMs) };
    return scheduled(terms, paceOf(now, target), { ...promise, ongoing: next }, false);
  });
}
