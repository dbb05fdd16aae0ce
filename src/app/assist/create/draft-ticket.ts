import type { Actor } from '../../../domain/access/actor.js';
import {
  MAX_QUESTION_LENGTH,
  type DraftedTurn,
  type DraftSource,
  type TicketDraft,
} from '../../../domain/assist/conversation.js';
import { hasLink, toPlainLine, toPlainText } from '../../../domain/assist/plain-answer.js';
import { shortened } from '../../../domain/assist/sentences.js';
import { DESCRIPTION_LENGTH, TITLE_LENGTH } from '../../../domain/ticket-fields.js';
import { singleLine } from '../../../domain/single-line.js';
import { createMasking } from '../../../domain/triage/masking.js';
import { askTask } from '../ask-with-fallback.js';
import { triageText, type CategorizeDeps } from '../categorize.js';
import { draftAnswerSchema, draftPrompt } from './prompt.js';

interface Said {
  readonly messages: readonly string[];
  /** What their files say. */
  readonly fileTexts: readonly string[];
  readonly asked: readonly string[];
  readonly questionsLeft: number;
}

/** A title that a person has to replace, where their words give none. */
const UNTITLED = 'Request for help';

/** Drafts a ticket from what a person said. @throws DomainError `unavailable` */
export async function draftTicket(deps: CategorizeDeps, person: Actor, said: Said): Promise<DraftedTurn> {
  const text = said.messages.join('\n\n').slice(0, DESCRIPTION_LENGTH.max);
  const files = said.fileTexts.join('\n\n');
  const masking = createMasking([person.name]);
  const prompt = draftPrompt({
    text: masking.mask(text),
    files: masking.mask(files),
    asked: said.asked.map((question) => masking.mask(question)),
    questionsLeft: said.questionsLeft,
  });
  const [drafted, triaged] = await Promise.all([
    askTask(deps, draftAnswerSchema, prompt),
    triageText(deps, { text: files === '' ? text : `${text}\n\n${files}`, requester: person }),
  ]);
  const { title, description, questions } = drafted.answer;
  const { category, priority, language } = triaged.answer;
  const draft: TicketDraft = {
    title: usableTitle(masking.restore(title), text),
    description: usableDescription(masking.restore(description), text),
    category,
    priority,
  };
  return {
    draft,
    language,
    questions: questions
      .map((question) => toPlainLine(masking.restore(question), MAX_QUESTION_LENGTH))
      .filter((question) => question !== '' && !hasLink(question))
      .slice(0, said.questionsLeft),
    source: sourceOf(drafted.source, triaged.source),
  };
}

function usableTitle(given: string, text: string): string {
  const title = shortened(toPlainLine(given, DESCRIPTION_LENGTH.max), TITLE_LENGTH.max);
  if (title.length >= TITLE_LENGTH.min && !hasLink(title)) return title;
  const own = shortened(singleLine(text), TITLE_LENGTH.max);
  return own.length >= TITLE_LENGTH.min ? own : UNTITLED;
}

/** The person's own words stay where a model's text would lose an address or say nothing. */
function usableDescription(given: string, text: string): string {
  const description = toPlainText(given, DESCRIPTION_LENGTH.max);
  return description === '' || hasLink(description) ? text : description;
}

function sourceOf(draft: DraftSource, triage: DraftSource): DraftSource {
  return { ...draft, isFallback: draft.isFallback || triage.isFallback };
}
