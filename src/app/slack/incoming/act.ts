import { actorOf, type Actor } from '../../../domain/access/actor.js';
import type { User } from '../../../domain/accounts/user.js';
import { DomainError } from '../../../domain/errors.js';
import type { SlackOutcome } from '../../../domain/slack/inbox.js';
import { SCORES } from '../../../domain/tickets/satisfaction.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import { acceptTicket } from '../../tickets/assignment/accept-ticket.js';
import { rateOwnTicket } from '../../tickets/rate-ticket.js';
import { readTicket } from '../../tickets/read-ticket.js';
import { changeStatus, reopenTicket } from '../../tickets/status/change-status.js';
import { resolveTicket } from '../../tickets/status/resolve-ticket.js';
import { can } from '../../../domain/access/permissions.js';
import { ticketUrl } from '../../tickets/ticket-url.js';
import type { OpenWorkspace } from '../open-workspace.js';
import type { SaySlack } from '../texts/say.js';
import type { Button } from './meaning.js';
import { outcome, whisper, type IncomingDeps, type Place } from './situation.js';

export interface Action {
  readonly button: Button;
  /** Number or id. */
  readonly ticket: string;
  readonly score: number | null;
}

/** Does what a person asks for with a ticket, with their rights. They read why it was not done. */
export async function actOnTicket(
  deps: IncomingDeps,
  open: OpenWorkspace,
  {
    user,
    userId,
    say,
    place,
  }: { readonly user: User; readonly userId: string; readonly say: SaySlack; readonly place: Place },
  action: Action,
): Promise<SlackOutcome> {
  try {
    const ticket = await perform(deps, actorOf(user), action);
    if (action.button === 'rate') await whisper(deps, open, place, userId, say('rate.done'));
    return outcome('acted', ticket.number, action.button);
  } catch (error) {
    if (!(error instanceof DomainError) || mayPass(error)) throw error;
    await whisper(deps, open, place, userId, await reasonOf(deps, say, action, error));
    return outcome('refused', action.ticket, error.code);
  }
}

async function perform(
  deps: IncomingDeps,
  actor: Actor,
  { button, ticket: reference, score }: Action,
): Promise<Ticket> {
  // Who may not know of it learns nothing.
  const ticket = await readTicket(deps, actor, reference);
  switch (button) {
    case 'accept':
      return acceptTicket(deps, actor, ticket.id);
    case 'resolve':
      // A requester whose matter is settled withdraws it.
      return can(actor, 'ticket.work', ticket)
        ? resolveTicket(deps, actor, ticket.id)
        : changeStatus(deps, actor, ticket.id, 'cancelled');
    case 'reopen':
      return reopenTicket(deps, actor, ticket.id);
    case 'rate': {
      const given = SCORES.find((each) => each === score);
      if (given === undefined) throw new DomainError('invalid_input', 'There is no such rating.');
      return rateOwnTicket(deps, actor, ticket.id, { score: given, comment: null });
    }
  }
}

function mayPass({ code }: DomainError): boolean {
  return code === 'unavailable' || code === 'version_conflict';
}

async function reasonOf(
  { tickets, publicUrl }: Pick<IncomingDeps, 'tickets' | 'publicUrl'>,
  say: SaySlack,
  { ticket: reference }: Action,
  error: DomainError,
): Promise<string> {
  if (error.code === 'not_found') return say('command.unknown', { number: reference });
  const ticket = await tickets.find(reference);
  const number = ticket?.number ?? reference;
  if (error.code === 'forbidden') return say('refused.forbidden', { number });
  if (error.code === 'invalid_input') return say('refused.required', { url: ticketUrl(publicUrl, number) });
  if (error.code === 'illegal_transition' && ticket !== null)
    return say('refused.stale', { number, status: say(`status.${ticket.status}`) });
  return say('refused.action', { reason: error.message });
}
