import type { Schemas } from '../../../src/client/client.js';
import { useSay } from '../../texts/use-texts.js';
import { Badge } from '../../ui/badge.js';

type Status = Schemas['TicketStatus'];

const LOOKS = {
  open: { tone: 'plain', icon: 'inbox' },
  in_progress: { tone: 'accent', icon: 'clock' },
  waiting_on_user: { tone: 'warning', icon: 'reply' },
  on_hold: { tone: 'paused', icon: 'pause' },
  resolved: { tone: 'met', icon: 'check' },
  closed: { tone: 'line', icon: 'lock' },
  cancelled: { tone: 'line', icon: 'x' },
} as const satisfies Record<Status, object>;

/** The status in the words of its requester: "Waiting on requester" is "Your turn". */
export function MyStatus({ status }: { readonly status: Status }) {
  const say = useSay();
  return <Badge {...LOOKS[status]}>{say(`my-status.${status}`)}</Badge>;
}
