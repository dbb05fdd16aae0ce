/** Keywords with which operators find tickets; the worker registers them at its start if it may. */
export const SEARCH_ATTRIBUTES = [
  'TicketStatus',
  'TicketPriority',
  'TicketCategory',
  'TicketAssignee',
  'SlaState',
] as const;
export type SearchAttribute = (typeof SEARCH_ATTRIBUTES)[number];
