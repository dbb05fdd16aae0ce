import type { Actor } from '../../../domain/access/actor.js';
import { authorize } from '../../../domain/access/permissions.js';
import { DomainError } from '../../../domain/errors.js';
import type { DraftSource } from '../../../domain/assist/conversation.js';
import { toPlainText } from '../../../domain/assist/plain-answer.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import { createMasking } from '../../../domain/triage/masking.js';
import type { AppDeps } from '../../deps.js';
import { readComment } from '../../tickets/comments/change-comment.js';
import { readTicket } from '../../tickets/read-ticket.js';
import { isLanguageCode } from '../../triage/languages.js';
import { askTask, type AskDeps } from '../ask-with-fallback.js';
import { namesOn } from '../reply/sources.js';
import { requireLanguage } from '../require-language.js';
import { MAX_TRANSLATED, translationAnswerSchema, translationPrompt } from './prompt.js';

type Deps = AskDeps & Pick<AppDeps, 'tickets' | 'textInsights'>;

/** What to translate: a text of the moderator, a comment, or otherwise the description. */
interface Wanted {
  readonly text?: string | undefined;
  readonly commentId?: string | undefined;
  /** ISO 639-1. */
  readonly to: string;
}

interface Translation {
  readonly text: string;
  readonly from: string;
  readonly to: string;
  /** True if only the beginning was translated. */
  readonly isCut: boolean;
  readonly source: DraftSource;
}

/**
 * Translates a message of a ticket, or an answer to it before it is sent. Nothing is stored.
 * @throws DomainError `forbidden`; `not_found`; `invalid_input` for a language that does not exist;
 *   also without a model that translates; `model_unavailable` and others of the model
 */
export async function translateMessage(
  deps: Deps,
  actor: Actor,
  reference: string,
  wanted: Wanted,
): Promise<Translation> {
  authorize(actor, 'ai.help_staff');
  const { to } = wanted;
  requireLanguage(to, 'to');
  const ticket = await readTicket(deps, actor, reference);
  await requireTranslator(deps);
  const text = await textOf(deps, actor, ticket, wanted);
  const { mask, restore } = createMasking([...namesOn(ticket, [])]);
  const prompt = translationPrompt({ text: mask(text.slice(0, MAX_TRANSLATED)), to });
  const { answer, source } = await askTask(deps, translationAnswerSchema, prompt);
  const languageOf = await deps.textInsights.languageDetector();
  return {
    text: toPlainText(restore(answer.text), 2 * MAX_TRANSLATED),
    from: isLanguageCode(answer.from) ? answer.from : languageOf(text),
    to,
    isCut: text.length > MAX_TRANSLATED,
    source,
  };
}

/** The built-in rules write no sentences. */
async function requireTranslator({ currentModel, localModel }: AskDeps): Promise<void> {
  const { provider } = await currentModel('translate');
  if (provider !== localModel.provider) return;
  const message = 'cannot be translated, because no AI model is configured for the task translate';
  throw new DomainError('invalid_input', 'No AI model that translates is configured. Ask an administrator.', {
    faults: [{ path: 'to', message }],
  });
}

async function textOf(
  deps: Deps,
  actor: Actor,
  { id, description }: Ticket,
  { text, commentId }: Wanted,
): Promise<string> {
  if (text !== undefined) return text;
  if (commentId === undefined) return description;
  return (await readComment(deps, actor, { ticket: id, comment: commentId })).body;
}
