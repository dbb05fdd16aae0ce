import type { TextKey } from '../../texts/texts.js';
import type { IconName } from '../../ui/icon.js';
import type { TicketFilter } from './filter/filters.js';

interface Queue {
  readonly id: string;
  readonly name: TextKey;
  readonly icon: IconName;
  readonly filter: TicketFilter;
}

const ACTIVE = ['open', 'in_progress', 'waiting_on_user', 'on_hold'] as const;

/** The lists that every moderator has. */
export const QUEUES: readonly Queue[] = [
  { id: 'mine', name: 'queue.mine', icon: 'inbox', filter: { assignee: 'me', status: [...ACTIVE] } },
  {
    id: 'unassigned',
    name: 'queue.unassigned',
    icon: 'user',
    filter: { assignee: 'none', status: [...ACTIVE] },
  },
  { id: 'open', name: 'queue.open', icon: 'list', filter: { status: [...ACTIVE, 'resolved'] } },
];

export function queueOf(id: string): Queue | undefined {
  return QUEUES.find((queue) => queue.id === id);
}
