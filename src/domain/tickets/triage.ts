import type { Category, Priority, Sentiment, TicketType, TriagedField } from '../ticket-fields.js';

/** The answer of a model for a ticket. Its limits are those of API.md §6, checked before use. */
export interface TriageAnswer {
  readonly requiredSkills: readonly string[];
  readonly priority: Priority;
  readonly ticketType: TicketType;
  readonly category: Category;
  readonly sentiment: Sentiment;
  /** ISO 639-1, lower case. */
  readonly language: string;
  readonly summary: string;
  readonly helpfulNotes: string;
  readonly suggestedTeam: string | null;
  /** 0 to 1. */
  readonly confidence: number;
}

/** The provider of an answer, for the activity log. */
export interface TriageSource {
  readonly provider: string;
  readonly model: string;
  readonly promptVersion: string;
  readonly latencyMs: number;
  /** The confidence of the model itself, if the one of the answer is calibrated. */
  readonly ownConfidence?: number;
}

export const TRIAGE_STATES = ['pending', 'needs_review', 'done', 'fallback'] as const;
export type TriageState = (typeof TRIAGE_STATES)[number];

/**
 * The state of triage.
 * `fallback`: the model gave no answer in time, so the ticket has the result of the built-in rules (`provider:
 * "local"`), and a re-run is due.
 * `needs_review`: the answer waits for a person, because its confidence is too low for its category.
 */
export interface Triage {
  readonly state: TriageState;
  /** The run that wrote this: `initial`, or the id of a re-run. A run that finds its own id has finished. */
  readonly runId: string | null;
  readonly provider: string | null;
  readonly model: string | null;
  readonly promptVersion: string | null;
  readonly latencyMs: number | null;
  readonly confidence: number | null;
  /** Before calibration. Absent if that changed nothing. */
  readonly ownConfidence?: number;
  readonly summary: string | null;
  readonly helpfulNotes: string | null;
  readonly suggestedTeam: string | null;
  /** The values of the answer, also where a person had set others. Absent on tickets of earlier versions. */
  readonly answered?: AnsweredValues;
  /** Present while the state is `needs_review`. */
  readonly review?: TriageReview;
  /** Absent for an answer that did not wait. */
  readonly reviewed?: ReviewOutcome;
  /** The fields whose proposed values a person replaced when confirming. Absent without a confirmation. */
  readonly overruled?: readonly (TriagedField | 'requiredSkills' | 'team')[];
  readonly at: Date | null;
}

/** What triage proposes for a ticket while it waits for a person. */
export interface TriageProposal extends AnsweredValues {
  /** In their canonical names. */
  readonly requiredSkills: readonly string[];
  readonly suggestedTeam: string | null;
}

/** The wait for a person. */
export interface TriageReview {
  readonly proposed: TriageProposal;
  /** When the proposal applies without a person. */
  readonly until: Date;
  /** The priority of the ticket when the wait began. An escalation may raise it during the wait. */
  readonly priorityBefore: Priority;
}

/** How a wait ended: a person decided, its time was over, or the ticket was closed before. */
export const REVIEW_OUTCOMES = ['confirmed', 'timed_out', 'ended'] as const;
export type ReviewOutcome = (typeof REVIEW_OUTCOMES)[number];

/** The values of an answer that people can overrule. */
export interface AnsweredValues {
  readonly category: Category;
  readonly priority: Priority;
  readonly type: TicketType;
}

export const PENDING_TRIAGE: Triage = {
  state: 'pending',
  runId: null,
  provider: null,
  model: null,
  promptVersion: null,
  latencyMs: null,
  confidence: null,
  summary: null,
  helpfulNotes: null,
  suggestedTeam: null,
  at: null,
};

/** The skill that every moderator has. Used when no better skill is known. */
export const GENERAL_SKILL = 'general';

export function orGeneral(skills: readonly string[]): readonly string[] {
  return skills.length === 0 ? [GENERAL_SKILL] : skills;
}

/** The `runId` of the delayed triage of a ticket on fallback, once the model has capacity. */
export const LATER_RUN = 'later';

/** The `model` of the built-in rules. */
export const RULES_NAME = 'rules-1';

/** The `runId` of the first triage of a ticket. */
export const INITIAL_RUN = 'initial';
