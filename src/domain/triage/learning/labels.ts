import type { LearnedTask } from './tasks.js';

/**
 * Maximum labels of one person and day that are learned, the first ones.
 * A busy moderator corrects some dozens of tickets a day. A storm of wrong corrections beyond that has no effect.
 */
export const MAX_LABELS_PER_DAY = 60;

/** A right answer about a ticket: what people have left standing, or set. */
export interface Label {
  /** One value, except for skills. */
  readonly values: readonly string[];
  /** Who set it, by their id, and when; null for a value that people have left as triage set it. */
  readonly setBy: { readonly personId: string; readonly at: Date } | null;
}

/** A ticket to learn from. */
export interface LabelledTicket {
  readonly title: string;
  readonly description: string;
  readonly createdAt: Date;
  readonly labels: Readonly<Partial<Record<LearnedTask, Label>>>;
}

/** The labels beyond the limit, which are not learned, by the ids of the people who set them. */
export interface IgnoredLabels {
  readonly total: number;
  /** The people with the most ignored labels first, at most ten. */
  readonly people: readonly { readonly personId: string; readonly labels: number }[];
}

const MAX_PEOPLE_NAMED = 10;

interface SetLabel {
  readonly ticket: number;
  readonly task: LearnedTask;
  readonly personId: string;
  readonly at: Date;
}

/** Removes the labels of each person and day beyond {@link MAX_LABELS_PER_DAY}. Days are in UTC. */
export function limitLabels(
  tickets: readonly LabelledTicket[],
  maxPerDay: number = MAX_LABELS_PER_DAY,
): { readonly tickets: readonly LabelledTicket[]; readonly ignored: IgnoredLabels } {
  const counts = new Map<string, number>();
  const tooMany = setLabels(tickets).filter(({ personId, at }) => {
    const key = `${personId} ${at.toISOString().slice(0, 10)}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count > maxPerDay;
  });
  const removed = new Set(tooMany.map(({ ticket, task }) => `${ticket} ${task}`));
  return {
    tickets: tickets.map((ticket, index) => withoutTasks(ticket, (task) => removed.has(`${index} ${task}`))),
    ignored: { total: tooMany.length, people: peopleOf(tooMany) },
  };
}

/** Oldest first. */
function setLabels(tickets: readonly LabelledTicket[]): readonly SetLabel[] {
  const all = tickets.flatMap(({ labels }, ticket) =>
    entriesOf(labels).flatMap(([task, { setBy }]) => (setBy === null ? [] : [{ ticket, task, ...setBy }])),
  );
  return all.sort((a, b) => a.at.getTime() - b.at.getTime());
}

function withoutTasks(ticket: LabelledTicket, isRemoved: (task: LearnedTask) => boolean): LabelledTicket {
  const kept = entriesOf(ticket.labels).filter(([task]) => !isRemoved(task));
  return { ...ticket, labels: Object.fromEntries(kept) };
}

function entriesOf(labels: LabelledTicket['labels']): readonly (readonly [LearnedTask, Label])[] {
  return Object.entries(labels) as [LearnedTask, Label][];
}

function peopleOf(labels: readonly SetLabel[]): IgnoredLabels['people'] {
  const counts = new Map<string, number>();
  for (const { personId } of labels) counts.set(personId, (counts.get(personId) ?? 0) + 1);
  return [...counts]
    .map(([personId, count]) => ({ personId, labels: count }))
    .sort((a, b) => b.labels - a.labels)
    .slice(0, MAX_PEOPLE_NAMED);
}
