import { keepClock, startClock } from '../../src/domain/sla-clock.js';
import type { SlaClock } from '../../src/domain/sla-promise.js';
import type { SlaSubject, SlaTerms } from '../../src/domain/sla.js';
import { T0 } from './builders.js';

/** A ticket as far as its clock is concerned. */
export type Clocked = SlaSubject & { readonly sla: SlaClock };

/** An open ticket of that hour. */
export function clocked(terms: SlaTerms, fields: Partial<SlaSubject> = {}, at: Date = T0): Clocked {
  const subject: SlaSubject = {
    status: 'open',
    priority: 'medium',
    category: 'other',
    team: null,
    ...fields,
  };
  return { ...subject, sla: startClock(terms, subject, at) };
}

/** The ticket after a change, its clock after it. */
export function moved(terms: SlaTerms, before: Clocked, change: Partial<Clocked>, at: Date): Clocked {
  const after = { ...before, ...change };
  return { ...after, sla: keepClock(terms, before, after, at) };
}
