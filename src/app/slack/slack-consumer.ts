import { showsTicketsOf, type SlackChannel } from '../../domain/slack/channel.js';
import type { TicketEvent } from '../../domain/tickets/events.js';
import type { AppDeps } from '../deps.js';
import type { EventConsumer } from '../operations/event-log/event-consumer.js';
import { LastKnown } from '../settings/last-known.js';
import { wakeSlack } from './incoming/open-ticket.js';

type Deps = Pick<
  AppDeps,
  'slackWorkspaces' | 'slackChannels' | 'slackThreads' | 'tickets' | 'gateway' | 'clock' | 'logger'
>;

interface Directory {
  readonly isUsed: boolean;
  readonly queues: readonly SlackChannel[];
}

/**
 * Has each event shown in the threads of its ticket, and a new ticket in the queues of its team.
 * The event itself is not stored a second time: the thread knows which version of the ticket it shows. Without a workspace,
 * an event costs nothing.
 */
export function slackConsumer(deps: Deps): EventConsumer {
  const directory = new LastKnown(async (): Promise<Directory> => {
    const workspaces = await deps.slackWorkspaces.all();
    if (workspaces.length === 0) return { isUsed: false, queues: [] };
    const active = workspaces.filter(({ state }) => state !== 'disabled').map(({ id }) => id);
    const queues = await deps.slackChannels.queues();
    return { isUsed: true, queues: queues.filter(({ workspaceId }) => active.includes(workspaceId)) };
  });
  return {
    name: 'slack',
    startsFrom: 'now',
    wants: (event) => 'ticketId' in event,
    handle: async (event) => {
      if (!('ticketId' in event)) return;
      const { isUsed, queues } = await directory.current();
      if (isUsed) await tell(deps, queues, event);
    },
  };
}

async function tell(deps: Deps, queues: readonly SlackChannel[], event: TicketEvent): Promise<void> {
  const { slackThreads, clock } = deps;
  if (queues.length > 0) await addCards(deps, queues, event);
  const ids = await slackThreads.touch(event.ticketId, clock.now());
  await Promise.all(ids.map((id) => wakeSlack(deps, `out/${id}`)));
}

/** A ticket gets a card when it is new, or comes to the team of a queue. */
async function addCards(deps: Deps, queues: readonly SlackChannel[], event: TicketEvent): Promise<void> {
  const mayMove = event.type === 'ticket.created' || 'team' in event.details || event.type.startsWith('sla.');
  if (!mayMove) return;
  const ticket = await deps.tickets.find(event.ticketId);
  if (ticket === null) return;
  const now = deps.clock.now();
  for (const { id, workspaceId, channelId } of queues.filter((each) => showsTicketsOf(each, ticket.team))) {
    await deps.slackThreads.add({
      ...{ id: `${ticket.id}.${id}`, ticketId: ticket.id, workspaceId, channelId },
      ...{ kind: 'card', rootTs: null, seenVersion: event.ticketVersion - 1, isPending: true, wanted: 0 },
      ...{ nextAttemptAt: now, failures: 0, fault: null, createdAt: now },
    });
  }
}
