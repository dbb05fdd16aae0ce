import type { TextKey } from '../../texts/texts.js';
import type { IconName } from '../../ui/icon.js';

/** Tickets that are not closed or cancelled. */
export const OPEN_STATUSES = ['open', 'in_progress', 'waiting_on_user', 'on_hold', 'resolved'] as const;

interface Queue {
  readonly id: string;
  readonly name: TextKey;
  readonly icon: IconName;
  readonly filter: {
    readonly assignee?: string;
    readonly status?: (typeof OPEN_STATUSES)[number][];
  };
}

/** The lists that every moderator has. */
export const QUEUES = [
  {
    id: 'mine',
    name: 'queue.mine',
    icon: 'inbox',
    filter: { assignee: 'me', status: ['open', 'in_progress', 'waiting_on_user', 'on_hold'] },
  },
  {
    id: 'unassigned',
    name: 'queue.unassigned',
    icon: 'user',
    filter: { assignee: 'none', status: ['open', 'in_progress', 'waiting_on_user', 'on_hold'] },
  },
  { id: 'open', name: 'queue.open', icon: 'list', filter: { status: [...OPEN_STATUSES] } },
] as const satisfies readonly Queue[];

export function queueOf(id: string): (typeof QUEUES)[number] | undefined {
  return QUEUES.find((queue) => queue.id === id);
}
