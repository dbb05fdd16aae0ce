import type { Actor } from '../../domain/access/actor.js';
import { authorize } from '../../domain/access/permissions.js';
import { askModel, calibratedBy, type AskDeps as TriageAskDeps } from '../triage/ask-model.js';
import type { AppDeps } from '../deps.js';
import { askWithFallback, type AskDeps } from './ask-with-fallback.js';

export type CategorizeDeps = AskDeps & TriageAskDeps & Pick<AppDeps, 'calibrations'>;

interface Words {
  readonly title?: string | undefined;
  readonly text: string;
}

/** Names the text in the log, where a ticket has its id. */
const NO_TICKET = 'text';

/**
 * Triages a text without a ticket, with the task of triage. The built-in rules answer if the model fails.
 * @throws DomainError `forbidden`, `unavailable`
 */
export async function categorizeText(deps: CategorizeDeps, actor: Actor, words: Words) {
  authorize(actor, 'ai.categorize');
  return triageText(deps, { ...words, requester: actor });
}

/** The same for use cases that have checked their own permission. */
export async function triageText(
  deps: CategorizeDeps,
  { title = '', text, requester }: Words & { readonly requester?: Actor },
) {
  const words = {
    ...{ id: NO_TICKET, title, description: text },
    ...(requester === undefined ? {} : { requester }),
  };
  const { answer, source } = await askWithFallback(deps, 'triage', async (model, signal) =>
    calibratedBy(deps, await askModel(deps, model, words, signal)),
  );
  return { answer, source };
}
