import type { Actor } from '../../../domain/access/actor.js';
import type { Conversation } from '../../../domain/assist/conversation.js';
import { DomainError } from '../../../domain/errors.js';
import type { AppDeps } from '../../deps.js';

/** @throws DomainError `not_found`, also for the conversation of another person */
export async function findConversation(
  { conversations, clock }: Pick<AppDeps, 'conversations' | 'clock'>,
  actor: Actor,
  id: string,
): Promise<Conversation> {
  const conversation = await conversations.find(id, clock.now());
  if (conversation?.ownerId === actor.id) return conversation;
  throw new DomainError('not_found', 'There is no such conversation. It may have expired: start a new one.');
}
