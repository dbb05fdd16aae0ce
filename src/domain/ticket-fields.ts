export const STATUSES = [
  'open',
  'in_progress',
  'waiting_on_user',
  'on_hold',
  'resolved',
  'closed',
  'cancelled',
] as const;
export type Status = (typeof STATUSES)[number];

export const PRIORITIES = ['low', 'medium', 'high', 'urgent'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** The key of one of the categories that managers keep (`domain/desk/choices.ts`). */
export type Category = string;

/** The key of one of the ticket types that managers keep. */
export type TicketType = string;

export const SENTIMENTS = ['positive', 'neutral', 'negative'] as const;
export type Sentiment = (typeof SENTIMENTS)[number];

export const SOURCES = ['api', 'console', 'mail', 'slack', 'ai', 'mcp', 'chat', 'form'] as const;
export type Source = (typeof SOURCES)[number];

/** Fields that triage sets. The AI never overwrites the value of a person. */
export const TRIAGED_FIELDS = ['priority', 'category', 'type'] as const;
export type TriagedField = (typeof TRIAGED_FIELDS)[number];

/** What people choose in place of triage. */
export type ChosenField = TriagedField | 'requiredSkills';

export const MAX_TAGS = 20;
export const TITLE_LENGTH = { min: 3, max: 200 } as const;
export const DESCRIPTION_LENGTH = { min: 1, max: 20_000 } as const;
export const COMMENT_LENGTH = { min: 1, max: 20_000 } as const;
