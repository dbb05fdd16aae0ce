import { OTHER, type Choice } from '../desk/choices.js';
import { defaultTeam } from '../desk/default-team.js';
import type { Team } from '../desk/teams.js';
import { TRIAGED_FIELDS, type ChosenField, type Priority, type TriagedField } from '../ticket-fields.js';
import { inTeam } from './assignment/team-binding.js';
import { withPriority } from './priority.js';
import { isFinal, type Ticket } from './ticket.js';
import { orGeneral, type AnsweredValues, type ReviewOutcome, type TriageReview } from './triage.js';

/** The lists as they are when a proposal applies. */
export interface ReviewLists {
  readonly categories: readonly Choice[];
  readonly ticketTypes: readonly Choice[];
  readonly teams: readonly Team[];
}

/** What a person changes of a proposal. Absent values are accepted. */
export interface Overrulings {
  readonly priority?: Priority | undefined;
  readonly category?: string | undefined;
  readonly type?: string | undefined;
  readonly requiredSkills?: readonly string[] | undefined;
  /** Null for none. */
  readonly team?: string | null | undefined;
}

/** Returns the wait of a ticket for a person; null if it does not wait. */
export function openReview({ triage, status }: Pick<Ticket, 'triage' | 'status'>): TriageReview | null {
  return triage.state === 'needs_review' && !isFinal(status) ? (triage.review ?? null) : null;
}

/** Applies the proposal because no person decided in time. */
export function applyProposal(ticket: Ticket, review: TriageReview, lists: ReviewLists): Ticket {
  return withProposal(ticket, review, lists, {});
}

/** Applies what a person decided. From then on the values are theirs: triage does not overrule them. */
export function confirmProposal(
  ticket: Ticket,
  review: TriageReview,
  lists: ReviewLists,
  overrulings: Overrulings,
): Ticket {
  const after = withProposal(ticket, review, lists, overrulings);
  return {
    ...after,
    chosenByPerson: [...TRIAGED_FIELDS, 'requiredSkills'],
    triage: { ...after.triage, reviewed: 'confirmed', overruled: overruledBy(review, overrulings) },
  };
}

/** Ends the wait of a ticket that is over. Its values stay, and no person has judged the answer. */
export function withoutReview(ticket: Ticket): Ticket {
  return ticket.triage.state === 'needs_review' ? { ...ticket, triage: reviewedAs(ticket, 'ended') } : ticket;
}

/** Returns true if a person decides what was decided already: the same values, and overrules no less. */
export function isSameDecision(ticket: Ticket, overrulings: Overrulings): boolean {
  const { requiredSkills, team } = overrulings;
  const { overruled = [] } = ticket.triage;
  return (
    overruled.every((field) => overrulings[field] !== undefined) &&
    TRIAGED_FIELDS.every(
      (field) => overrulings[field] === undefined || overrulings[field] === ticket[field],
    ) &&
    (team === undefined || team === ticket.team) &&
    (requiredSkills === undefined || isSameList(requiredSkills, ticket.requiredSkills))
  );
}

/** The fields whose proposed values a person replaces. */
function overruledBy(
  { proposed }: TriageReview,
  overrulings: Overrulings,
): NonNullable<Ticket['triage']['overruled']> {
  const { requiredSkills, team } = overrulings;
  const isReplaced = (field: TriagedField) =>
    overrulings[field] !== undefined && overrulings[field] !== proposed[field];
  return [
    ...TRIAGED_FIELDS.filter(isReplaced),
    ...(requiredSkills === undefined || isSameList(requiredSkills, proposed.requiredSkills)
      ? []
      : (['requiredSkills'] as const)),
    ...(team === undefined ? [] : (['team'] as const)),
  ];
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());
}

function withProposal(
  ticket: Ticket,
  { proposed, priorityBefore }: TriageReview,
  lists: ReviewLists,
  overrulings: Overrulings,
): Ticket {
  const answered: AnsweredValues = {
    priority: proposed.priority,
    category: stillActive(lists.categories, proposed.category),
    type: stillActive(lists.ticketTypes, proposed.type),
  };
  const isChosen = (field: ChosenField) => ticket.chosenByPerson.includes(field);
  const category = overrulings.category ?? (isChosen('category') ? ticket.category : answered.category);
  const skills = isChosen('requiredSkills') ? ticket.requiredSkills : proposed.requiredSkills;
  const team = ticket.team ?? defaultTeam(lists, category, proposed.suggestedTeam);
  const { team: chosenTeam } = overrulings;
  const moved = chosenTeam === undefined ? { ...ticket, team } : inTeam(ticket, chosenTeam);
  return {
    ...withProposedPriority(moved, priorityBefore, answered.priority, overrulings.priority),
    category,
    type: overrulings.type ?? (isChosen('type') ? ticket.type : answered.type),
    requiredSkills: orGeneral(overrulings.requiredSkills ?? skills),
    triage: { ...reviewedAs(ticket, 'timed_out'), answered },
  };
}

/** Sets the priority of a person, else the proposed one. One that was chosen before, or escalated since, stays. */
function withProposedPriority(
  ticket: Ticket,
  priorityBefore: Priority,
  proposed: Priority,
  overruling: Priority | undefined,
): Ticket {
  if (overruling !== undefined) return withPriority(ticket, overruling);
  if (ticket.chosenByPerson.includes('priority')) return ticket;
  if (ticket.priority === priorityBefore) return withPriority(ticket, proposed);
  return { ...ticket, unescalatedPriority: proposed };
}

function reviewedAs({ triage }: Ticket, reviewed: ReviewOutcome): Ticket['triage'] {
  const { review: _, ...rest } = triage;
  return { ...rest, state: 'done', reviewed };
}

/** A choice that was retired during the wait counts as `other`. */
function stillActive(choices: readonly Choice[], key: string): string {
  return choices.some(({ name, isActive }) => isActive && name === key) ? key : OTHER;
}
