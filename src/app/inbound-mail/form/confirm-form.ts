import { actorOf } from '../../../domain/access/actor.js';
import { DomainError } from '../../../domain/errors.js';
import type { FormSubmission } from '../../../domain/inbound-mail/form-submission.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import type { User } from '../../../domain/accounts/user.js';
import type { AppDeps } from '../../deps.js';
import { createTicket } from '../../tickets/create-ticket.js';
import { issueRequesterLink } from '../../tickets/requester-links.js';
import { personByMail } from '../sender/person-by-mail.js';
import { requirePublicForm } from './submit-form.js';

type Deps = Parameters<typeof createTicket>[0] &
  Parameters<typeof issueRequesterLink>[0] &
  Pick<AppDeps, 'users' | 'formSubmissions' | 'mailedSecrets' | 'settings'>;

/** The ticket of a confirmed form, and a link with which its requester follows it. */
export interface ConfirmedForm {
  readonly ticket: Ticket;
  readonly requester: User;
  readonly url: string;
}

/**
 * Returns the form behind a mailed link. Changes nothing, because mail scanners follow links.
 * @throws DomainError `link_expired`
 */
export async function openForm(
  deps: Pick<Deps, 'formSubmissions' | 'mailedSecrets' | 'settings' | 'clock'>,
  token: string,
): Promise<FormSubmission> {
  await requirePublicForm(deps);
  const id = deps.mailedSecrets.idOf(token);
  const form = id === null ? null : await deps.formSubmissions.find(id, deps.clock.now());
  if (form !== null) return form;
  throw new DomainError('link_expired', 'The link has expired. Send the form again.');
}

/**
 * Opens the ticket of a form, for the person who reads mail at its address.
 * Repeated it changes nothing.
 * @throws DomainError `link_expired`; `forbidden` for a closed account; what `createTicket` throws
 */
export async function confirmForm(deps: Deps, token: string): Promise<ConfirmedForm> {
  const { name, email, language, ticketId, title, description } = await openForm(deps, token);
  const requester =
    (await deps.users.findByAddress(email)) ??
    (await personByMail(deps, { name, address: email }, true, { via: 'form', language }));
  if (!requester.isActive) {
    throw new DomainError('forbidden', 'This account is closed. Ask an administrator.');
  }
  const ticket = await createTicket(deps, actorOf(requester), {
    source: 'form',
    input: { title, description },
    id: ticketId,
  });
  const { url } = await issueRequesterLink(deps, ticket);
  return { ticket, requester, url };
}
