import { ticketIdFor, type Delivery } from '../../../domain/mail/delivery.js';
import { permanentStatus } from '../../../domain/inbound-mail/kind/bounce.js';
import { ownIdOf } from '../../../domain/inbound-mail/sender/own-ids.js';
import type { AppDeps } from '../../deps.js';
import { addressedTo } from '../../mail/addressed-to.js';
import { noteReturnedMail } from '../../mail/mail-problem.js';
import { provenDeliveryId } from '../../mail/templates/message-id.js';
import type { ChangeDeps } from '../../tickets/change-ticket.js';
import { noteParticipantProblem } from '../../tickets/participants/note-mail-problem.js';
import type { Incoming } from '../incoming.js';

type Deps = ChangeDeps & Pick<AppDeps, 'deliveries'>;

/**
 * Marks the addresses that one of our mails permanently did not reach, and returns their accounts.
 * A report without one of our mails, with its secret signature, changes nothing: anybody can write one.
 */
export async function noteBounce(deps: Deps, incoming: Incoming): Promise<readonly string[]> {
  const status = permanentStatus(incoming.mail);
  if (status === null) return [];
  const marked = new Set<string>();
  for (const delivery of await returnedDeliveries(deps, incoming)) {
    const answer = `A mail server returned the mail (${status}).`;
    await deps.deliveries.markReturned(delivery.id, { at: deps.clock.now(), answer });
    const person = await deps.users.find(delivery.recipient.id);
    if (person === null) {
      await noteForParticipant(deps, delivery, answer);
      continue;
    }
    const ticketId = ticketIdFor(delivery);
    const ticket = ticketId === null ? null : await deps.tickets.find(ticketId);
    await noteReturnedMail(deps, delivery, addressedTo(delivery, person, ticket), answer);
    marked.add(person.id);
  }
  return [...marked];
}

/** A person in copy has no account: the mark is on the ticket. */
async function noteForParticipant(deps: Deps, delivery: Delivery, answer: string): Promise<void> {
  const ticketId = ticketIdFor(delivery);
  if (ticketId === null) return;
  const problem = { at: deps.clock.now(), answer };
  await noteParticipantProblem(deps, ticketId, delivery.recipient.id, problem);
}

async function returnedDeliveries(deps: Deps, { id: mailId, mail }: Incoming): Promise<readonly Delivery[]> {
  const returned = mail.returnedIds.filter((id) => ownIdOf(id)?.kind === 'delivery');
  const ids = returned.map((id) => provenDeliveryId(deps, id)).filter((id) => id !== null);
  if (ids.length < returned.length) {
    deps.logger.warn(
      { mailId },
      'bounce report ignored: it returns mails without our signature and may be forged',
    );
  }
  const found = await Promise.all(ids.map((id) => deps.deliveries.find(id)));
  return found.filter((delivery) => delivery !== null);
}
