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

/** The status in the words of staff. Requesters have words of their own. */
export function StatusBadge({ status }: { readonly status: Status }) {
  const say = useSay();
  const { tone, icon } = LOOKS[status];
  return (
    <Badge tone={tone} icon={icon}>
      {say(`status.${status}`)}
    </Badge>
  );
}
