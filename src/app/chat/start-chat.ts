import { actorOf, SYSTEM_ACTOR, type Actor } from '../../domain/access/actor.js';
import type { User } from '../../domain/accounts/user.js';
import { chatLinkId, ticketOfChatLink, visitorOf } from '../../domain/chat/visitor.js';
import { DomainError } from '../../domain/errors.js';
import { titleOf } from '../../domain/inbound-mail/subject.js';
import type { Language } from '../../domain/languages.js';
import { networkOf } from '../../domain/network.js';
import { accountEvent } from '../accounts/account-event.js';
import { addPerson } from '../accounts/add-person.js';
import type { AppDeps } from '../deps.js';
import { isWithinLimits } from '../inbound-mail/sender/sender-limits.js';
import { createTicket } from '../tickets/create-ticket.js';
import { openByRequesterLink, type OpenedTicket } from '../tickets/requester-links.js';
import { chatEnd } from './chat-token.js';
import { requirePublicChat } from './require-public-chat.js';

type Deps = Parameters<typeof createTicket>[0] &
  Parameters<typeof openByRequesterLink>[0] &
  Parameters<typeof isWithinLimits>[0] &
  Pick<AppDeps, 'mailedSecrets' | 'metrics' | 'settings'>;

/** The first message of a conversation. */
export interface FirstMessage {
  readonly token: string;
  readonly text: string;
  readonly language: Language;
  /** Of a visitor; null for none. */
  readonly name: string | null;
  /** Where a visitor wants answers while they are away; null for none. */
  readonly email: string | null;
}

/** Returns the token of a new conversation. Nothing is stored before its first message. */
export async function newChatToken(
  deps: Pick<Deps, 'settings' | 'mailedSecrets' | 'newId'>,
): Promise<string> {
  await requirePublicChat(deps);
  return deps.mailedSecrets.token(chatLinkId(deps.newId()));
}

/**
 * Opens the ticket of a conversation, for a signed-in person or for a visitor.
 * Repeated with the same token it changes nothing.
 * @param address of the network, for the limits
 * @throws DomainError `unauthenticated` for a token that is not ours, `too_many_requests`
 */
export async function startChat(
  deps: Deps,
  actor: Actor | null,
  message: FirstMessage,
  address: string,
): Promise<OpenedTicket> {
  await requirePublicChat(deps);
  const id = deps.mailedSecrets.idOf(message.token);
  const ticketId = id === null ? null : ticketOfChatLink(id);
  if (ticketId === null)
    throw new DomainError('unauthenticated', 'The token is not valid. Ask for a new one.');
  if ((await deps.tickets.find(ticketId)) === null) await open(deps, actor, ticketId, message, address);
  const ticket = await deps.tickets.find(ticketId);
  if (ticket !== null) {
    await deps.requesterLinks.add({
      id: deps.randomSecrets.hash(message.token),
      ticketId,
      requesterId: ticket.requester.id,
      expiresAt: chatEnd(deps.clock.now()),
    });
  }
  return openByRequesterLink(deps, message.token);
}

async function open(
  deps: Deps,
  actor: Actor | null,
  ticketId: string,
  message: FirstMessage,
  address: string,
): Promise<void> {
  // A network counts as one sender, as an address does in mails.
  const count = { id: ticketId, address: `chat ${networkOf(address)}` };
  if (!(await isWithinLimits(deps, count, 'opened'))) {
    deps.metrics.visited('chat', 'refused');
    throw new DomainError('too_many_requests', 'Too many conversations were started. Try again later.', {
      retryAfterSeconds: 15 * 60,
    });
  }
  const { text, email, name } = message;
  const requester = actor ?? actorOf(await visitor(deps, ticketId, message));
  const answerTo = email === null || actor !== null ? {} : { answerTo: { name: name ?? '', address: email } };
  await createTicket(deps, requester, {
    source: 'chat',
    // The conversation is on the screen: no mail confirms it.
    input: { title: titleOf('', text), description: text, isReceiptHeld: true, ...answerTo },
    id: ticketId,
  });
  deps.metrics.visited('chat', 'accepted');
}

async function visitor(deps: Deps, id: string, { name, language }: FirstMessage): Promise<User> {
  const person = visitorOf(id, name ?? 'Visitor', language, deps.clock.now());
  const event = accountEvent(
    deps,
    { actor: SYSTEM_ACTOR, address: null },
    { type: 'account.registered', account: person, details: { via: 'chat' } },
  );
  return addPerson(deps, person, { event });
}
