import type { Conversation } from '../../domain/assist/conversation.js';

/** Conversations that lead to tickets. MongoDB deletes them after `expiresAt`. */
export interface ConversationRepository {
  /** Finds a conversation by id; null if it does not exist or has expired by then. */
  find(id: string, now: Date): Promise<Conversation | null>;
  /**
   * Writes a conversation, in place of the version before it.
   * @throws DomainError `version_conflict` if that version is not the stored one.
   */
  save(conversation: Conversation): Promise<void>;
}
