import { DomainError } from '../../domain/errors.js';
import type { AppDeps } from '../deps.js';

/** @throws DomainError `not_found` where the chat is switched off */
export async function requirePublicChat({ settings }: Pick<AppDeps, 'settings'>): Promise<void> {
  const { hasPublicChat } = await settings.current();
  if (!hasPublicChat) throw new DomainError('not_found', 'This help desk has no chat.');
}
