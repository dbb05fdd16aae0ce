import { authorize } from '../../domain/access/permissions.js';
import { PRESENCE_SECONDS, shownPresences, type Presence } from '../../domain/presence/presence.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import type { Actor } from '../../domain/access/actor.js';
import type { SignedIn } from '../accounts/authenticate.js';
import type { AppDeps } from '../deps.js';
import { readTicket } from '../tickets/read-ticket.js';

/**
 * Shows others that the actor looks at the ticket or writes on it, for some seconds.
 * @throws DomainError `not_found`, `forbidden`
 */
export async function showPresence(
  deps: Pick<AppDeps, 'tickets' | 'presences' | 'clock'>,
  actor: SignedIn,
  reference: string,
  { state, isInternal }: Pick<Presence, 'state' | 'isInternal'>,
): Promise<Presence> {
  const ticket = await readTicket(deps, actor, reference);
  authorize(actor, isInternal ? 'ticket.comment_internally' : 'presence.show', ticket);
  const now = deps.clock.now();
  const presence: Presence = {
    id: `${ticket.id}.${actor.id}`,
    ticketId: ticket.id,
    person: { id: actor.id, name: actor.name },
    role: actor.role,
    state,
    isInternal,
    sentAt: now,
    expiresAt: new Date(now.getTime() + PRESENCE_SECONDS * 1000),
  };
  await deps.presences.put(presence);
  return presence;
}

/** Returns the other people on these tickets that the reader may see, by ticket. One query. */
export async function presencesOn(
  deps: Pick<AppDeps, 'presences' | 'clock'>,
  reader: Actor,
  tickets: readonly Ticket[],
): Promise<ReadonlyMap<string, readonly Presence[]>> {
  const now = deps.clock.now();
  const ids = tickets.map(({ id }) => id);
  const all = ids.length === 0 ? [] : await deps.presences.of(ids, now);
  return new Map(
    tickets.map((ticket) => {
      const here = all.filter(({ ticketId }) => ticketId === ticket.id);
      return [ticket.id, shownPresences(here, reader, ticket, now)];
    }),
  );
}
