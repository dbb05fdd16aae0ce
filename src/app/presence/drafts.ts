import type { Actor } from '../../domain/access/actor.js';
import { authorize } from '../../domain/access/permissions.js';
import { DomainError } from '../../domain/errors.js';
import { draftId, writeDraft, type Draft, type DraftText } from '../../domain/presence/draft.js';
import type { AppDeps } from '../deps.js';
import { readTicket } from '../tickets/read-ticket.js';

type Deps = Pick<AppDeps, 'tickets' | 'drafts' | 'clock'>;

/** Another tab saves at most once in a while. */
const MAX_ATTEMPTS = 3;

/** Returns the actor's draft; null for none. @throws DomainError `not_found`, `forbidden` */
export async function readDraft(deps: Deps, actor: Actor, reference: string): Promise<Draft | null> {
  return deps.drafts.find(await idOf(deps, actor, reference));
}

/**
 * Saves the actor's draft. A text that the writer has not seen is kept beside it.
 * @param seenVersion the version that the writer knows; 0 for none
 * @throws DomainError `not_found`, `forbidden`
 */
export async function saveDraft(
  deps: Deps,
  actor: Actor,
  reference: string,
  text: DraftText,
  seenVersion: number,
): Promise<Draft> {
  const ticket = await readTicket(deps, actor, reference);
  authorize(actor, text.isInternal ? 'ticket.comment_internally' : 'ticket.comment', ticket);
  const place = { personId: actor.id, ticketId: ticket.id };
  for (let attempt = 1; ; attempt += 1) {
    const before = await deps.drafts.find(draftId(actor.id, ticket.id));
    const draft = writeDraft(before, place, text, seenVersion, deps.clock.now());
    try {
      await deps.drafts.replace(draft);
      return draft;
    } catch (error) {
      const hasLost = error instanceof DomainError && error.code === 'version_conflict';
      if (!hasLost || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

/** Deletes the actor's draft, if there is one. @throws DomainError `not_found`, `forbidden` */
export async function removeDraft(deps: Deps, actor: Actor, reference: string): Promise<void> {
  await deps.drafts.remove(await idOf(deps, actor, reference));
}

async function idOf(deps: Deps, actor: Actor, reference: string): Promise<string> {
  const ticket = await readTicket(deps, actor, reference);
  authorize(actor, 'draft.keep', ticket);
  return draftId(actor.id, ticket.id);
}
