import { actorOf } from '../../domain/access/actor.js';
import { CHAT_DAYS } from '../../domain/chat/visitor.js';
import { addDays } from '../../domain/time.js';
import type { SignedIn } from '../accounts/authenticate.js';
import type { AppDeps } from '../deps.js';
import { openByRequesterLink, type OpenedTicket } from '../tickets/requester-links.js';
import { requirePublicChat } from './require-public-chat.js';

/** A conversation, and its requester with nothing but the token of it. */
export interface OpenedChat extends OpenedTicket {
  readonly actor: SignedIn;
}

/** When a conversation can no longer be continued, after a word at `now`. */
export function chatEnd(now: Date): Date {
  return addDays(now, CHAT_DAYS);
}

/** @throws DomainError `not_found` where the chat is switched off; `link_expired` */
export async function openChat(
  deps: Parameters<typeof openByRequesterLink>[0] & Pick<AppDeps, 'settings'>,
  token: string,
): Promise<OpenedChat> {
  await requirePublicChat(deps);
  const opened = await openByRequesterLink(deps, token);
  const linkId = deps.randomSecrets.hash(token);
  return { ...opened, actor: { ...actorOf(opened.requester), sessionId: null, apiKeyId: null, linkId } };
}
