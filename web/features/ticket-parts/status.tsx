import type { Schemas } from '../../../src/client/client.js';
import { Badge } from '../../ui/badge.js';
import { useSay } from '../../texts/use-texts.js';

type Status = Schemas['TicketStatus'];

const LOOKS = {
  open: { tone: 'plain', icon: 'inbox' },
  in_progress: { tone: 'accent', icon: 'clock' },
  waiting_on_user: { tone: 'paused', icon: 'pause' },
  on_hold: { tone: 'paused', icon: 'pause' },
  resolved: { tone: 'met', icon: 'circlecheck' },
  closed: { tone: 'line', icon: 'lock' },
  cancelled: { tone: 'line', icon: 'x' },
} as const satisfies Record<Status, object>;

/** The status in the words of staff, or of requesters: "Waiting on requester" is "Your turn" to them. */
export function StatusBadge({
  status,
  isRequester = false,
}: {
  readonly status: Status;
  readonly isRequester?: boolean;
}) {
  const say = useSay();
  const { tone, icon } = LOOKS[status];
  return (
    <Badge tone={tone} icon={icon}>
      {say(`${isRequester ? 'my-status' : 'status'}.${status}`)}
    </Badge>
  );
}
