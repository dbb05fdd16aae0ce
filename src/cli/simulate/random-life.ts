import { MS_PER_MINUTE } from '../../domain/time.js';
import { addWorkingMinutes, nextWorkingInstant } from '../../domain/sla/calendar/working-time.js';
import type { PublicWord, SlaHistory } from '../../domain/policy-changes/sla-replay.js';
import type { SlaSubject } from '../../domain/sla/sla.js';
import { initialKeys } from '../../domain/desk/initial-choices.js';
import { PRIORITIES, type Priority } from '../../domain/ticket-fields.js';
import type { Chance } from './chance.js';
import { OFFICE } from './policies.js';

const CATEGORIES = initialKeys('categories');

export const YEAR = { from: new Date('2026-01-01T00:00:00Z'), to: new Date('2027-01-01T00:00:00Z') } as const;

const WEIGHTS: readonly (readonly [Priority, number])[] = [
  ['low', 3],
  ['medium', 5],
  ['high', 2],
  ['urgent', 1],
];

/** Working minutes, on average. The desk hurries where it is urgent. */
const TO_ANSWER: Readonly<Record<Priority, number>> = { low: 150, medium: 90, high: 25, urgent: 6 };
const TO_RESOLVE: Readonly<Record<Priority, number>> = { low: 900, medium: 420, high: 150, urgent: 70 };

const WAIT_SHARE = 0.35;
const HOLD_SHARE = 0.06;
/** Minutes round the clock that suppliers and planned changes take, on average. */
const TO_WAKE = 4_000;
/** Of the holds, those with a reason that pauses the clock. */
const PAUSED_SHARE = 0.8;
/** Minutes round the clock that requesters take to answer, on average. */
const TO_REPLY = 900;
const RAISE_SHARE = 0.08;
const CANCEL_SHARE = 0.04;
const REOPEN_SHARE = 0.06;
const TO_REOPEN = 1_500;
const NIGHT_SHARE = 0.2;

/**
 * A random ticket of a year at a desk with office hours.
 * Most tickets arrive in those hours, get an answer when an agent is free, a question, and a resolution. Some are
 * raised in priority, put on hold, reopened, or withdrawn before they are answered.
 */
export function randomLife(chance: Chance, holds: Chance): SlaHistory {
  const sentAt = new Date(Math.floor(chance.between(YEAR.from.getTime(), YEAR.to.getTime())));
  const createdAt = chance.happens(NIGHT_SHARE) ? sentAt : nextWorkingInstant(OFFICE, sentAt);
  const first: SlaSubject = {
    status: 'open',
    priority: chance.pick(WEIGHTS),
    category: chance.pick(CATEGORIES.map((category) => [category, 1] as const)),
    team: null,
  };
  const life = new Life(first, createdAt);
  if (chance.happens(CANCEL_SHARE)) {
    life.round(chance.lasts(60)).to({ status: 'cancelled' });
    return { createdAt, first, changes: life.changes, answeredAt: null };
  }
  life.work(chance.lasts(TO_ANSWER[first.priority])).to({ status: 'in_progress' });
  const answeredAt = life.now;
  if (chance.happens(RAISE_SHARE)) life.work(chance.lasts(30)).to({ priority: raised(first.priority) });
  resolve(life, { chance, holds, share: 1 });
  if (chance.happens(REOPEN_SHARE)) {
    life.round(chance.lasts(TO_REOPEN)).says('requester').to({ status: 'in_progress' });
    resolve(life, { chance, holds, share: 0.4 });
  }
  return { createdAt, first, changes: life.changes, answeredAt, words: life.words };
}

/** To its resolution, with a wait for the requester, or a hold, on the way where one is needed. */
function resolve(
  life: Life,
  { chance, holds, share }: { readonly chance: Chance; readonly holds: Chance; readonly share: number },
): void {
  const minutes = chance.lasts(TO_RESOLVE[life.subject.priority] * share);
  if (chance.happens(WAIT_SHARE)) {
    life.work(minutes / 2).to({ status: 'waiting_on_user' });
    life.round(chance.lasts(TO_REPLY)).says('requester').to({ status: 'in_progress' });
    life.work(minutes / 2);
  } else if (holds.happens(HOLD_SHARE)) {
    life.work(minutes / 2).to({ status: 'on_hold', hold: { pausesClock: holds.happens(PAUSED_SHARE) } });
    life.round(holds.lasts(TO_WAKE)).to({ status: 'in_progress', hold: undefined });
    life.work(minutes / 2);
  } else {
    life.work(minutes);
  }
  life.says('staff').to({ status: 'resolved' });
}

function raised(priority: Priority): Priority {
  return PRIORITIES[PRIORITIES.indexOf(priority) + 1] ?? priority;
}

/** A simulated ticket with its own clock. */
class Life {
  readonly changes: { readonly at: Date; readonly subject: SlaSubject }[] = [];

  readonly words: PublicWord[] = [];

  constructor(
    public subject: SlaSubject,
    public now: Date,
  ) {}

  /** Advances the clock by working minutes. */
  work(minutes: number): this {
    this.now = addWorkingMinutes(OFFICE, this.now, minutes);
    return this;
  }

  /** Advances the clock by minutes round the clock. */
  round(minutes: number): this {
    this.now = new Date(Math.round(this.now.getTime() + minutes * MS_PER_MINUTE));
    return this;
  }

  says(by: PublicWord['by']): this {
    this.words.push({ at: this.now, by });
    return this;
  }

  to(change: Partial<Pick<SlaSubject, 'status' | 'priority' | 'hold'>>): void {
    this.subject = { ...this.subject, ...change };
    this.changes.push({ at: this.now, subject: this.subject });
  }
}
