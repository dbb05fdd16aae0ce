/** Keys of queries, in one place, so that live patches and screens mean the same. */
export const queryKeys = {
  me: ['me'],
  lists: ['ticket-lists'],
  list: (name: string) => ['ticket-lists', name],
  counts: ['ticket-counts'],
  tickets: ['tickets'],
  ticket: (number: string) => ['tickets', number],
  /** The ticket itself, without what belongs to it. */
  ticketHead: (number: string) => ['tickets', number, 'head'],
  comments: (number: string) => ['tickets', number, 'comments'],
  activities: (number: string) => ['tickets', number, 'activities'],
  /** What happens next, and what a change would cause. */
  outlook: (number: string) => ['tickets', number, 'outlook'],
  notifications: ['notifications'],
  views: ['views'],
} as const satisfies Record<string, readonly string[] | ((name: string) => readonly string[])>;
