import { DomainError } from '../../../domain/errors.js';
import type { Language } from '../../../domain/languages.js';
import { personLinkOf } from '../../../domain/tickets/signed-links/person-link.js';
import { isFinal, type Ticket } from '../../../domain/tickets/ticket.js';
import type { AppDeps } from '../../deps.js';
import { openRequesterLink } from '../signed-links/open-requester-link.js';
import { addComment } from './add-comment.js';

type Deps = Parameters<typeof addComment>[0] & Pick<AppDeps, 'mailedSecrets'>;

/** `done`: the requester has asked for a person already. */
export type PersonOutcome = 'ready' | 'asked' | 'done';

interface PersonRequest {
  readonly ticket: Ticket;
  /** The requester's own; null for none. */
  readonly language: Language | null;
  readonly outcome: PersonOutcome;
}

/** What the requester says by the link, as their comment. Staff read it too. */
const WISHES: Readonly<Record<Language, string>> = {
  en: 'The automatic answer did not help. I would like a person to look at this.',
  de: 'Die automatische Antwort hat nicht geholfen. Bitte sehen Sie sich das persönlich an.',
  es: 'La respuesta automática no ha ayudado. Quisiera que lo revisara una persona.',
  fr: 'La réponse automatique n’a pas aidé. Je souhaite qu’une personne examine ma demande.',
  hi: 'स्वचालित उत्तर से मदद नहीं मिली। कृपया कोई व्यक्ति इसे देखे।',
  pt: 'A resposta automática não ajudou. Gostaria que uma pessoa analisasse o pedido.',
};

/**
 * Returns the ticket for which a mailed link asks for a person.
 * Changes nothing, because mail scanners follow links.
 * @throws DomainError `not_found` for a link that is not ours, `link_expired` for one of a ticket that has ended.
 */
export async function previewPersonRequest(deps: Deps, token: string): Promise<PersonRequest> {
  const { ticket, language } = await openLink(deps, token);
  return { ticket, language, outcome: (await hasAsked(deps, ticket)) ? 'done' : 'ready' };
}

/**
 * Asks for a person, as a comment of the requester: staff get its mail, and the next response is due.
 * A second use changes nothing.
 * @throws DomainError as {@link previewPersonRequest}.
 */
export async function askForPerson(deps: Deps, token: string): Promise<PersonRequest> {
  const { ticket, actor, language } = await openLink(deps, token);
  if (await hasAsked(deps, ticket)) return { ticket, language, outcome: 'done' };
  const body = WISHES[language ?? 'en'];
  await addComment(deps, actor, ticket.id, { body, isInternal: false }, commentIdOf(ticket));
  return { ticket, language, outcome: 'asked' };
}

function commentIdOf({ id }: Ticket): string {
  return `person-${id}`;
}

async function hasAsked({ tickets }: Pick<AppDeps, 'tickets'>, ticket: Ticket): Promise<boolean> {
  return (await tickets.findComment(commentIdOf(ticket))) !== null;
}

async function openLink(deps: Deps, token: string) {
  const opened = await openRequesterLink(deps, token, personLinkOf);
  const { link, ticket } = opened;
  if (ticket.requester.id !== link.requesterId) {
    throw new DomainError('link_expired', 'The ticket was deleted, or your account is no longer active.');
  }
  if (isFinal(ticket.status)) {
    const end = `${ticket.number} is ${ticket.status}.`;
    throw new DomainError('link_expired', `${end} Write to us again, and we open a new ticket.`);
  }
  return opened;
}
