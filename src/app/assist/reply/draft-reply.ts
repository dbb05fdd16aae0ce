import type { Actor } from '../../../domain/access/actor.js';
import { authorize } from '../../../domain/access/permissions.js';
import { checkDraft, type DraftSentence } from '../../../domain/assist/check-draft.js';
import type { DraftSource } from '../../../domain/assist/conversation.js';
import { LANGUAGES } from '../../../domain/languages.js';
import type { Comment, Ticket } from '../../../domain/tickets/ticket.js';
import { createMasking, type Masking } from '../../../domain/triage/masking.js';
import type { AppDeps } from '../../deps.js';
import { readTicket } from '../../tickets/read-ticket.js';
import { withFileTexts } from '../../tickets/files/with-file-texts.js';
import { askTask, type AskDeps } from '../ask-with-fallback.js';
import { latestComments } from '../latest-comments.js';
import { requireLanguage } from '../require-language.js';
import { replyAnswerSchema, replyPrompt } from './prompt.js';
import { findReplySources, namesOn, stillThere, type ReplySource, type SourceDeps } from './sources.js';
import { REPLY_TEXTS } from './texts.js';

export type ReplyDeps = AskDeps & SourceDeps & Pick<AppDeps, 'files' | 'textInsights'>;

/**
 * What the moderator should know of a draft.
 * `no_source`: no resolved ticket helps. `sentences_dropped`: some had no proof in a source. `source_gone`: a source was
 * deleted or changed while the model wrote. `other_language`: the draft is not in the wanted language.
 */
export const REPLY_NOTICES = ['no_source', 'sentences_dropped', 'source_gone', 'other_language'] as const;
export type ReplyNotice = (typeof REPLY_NOTICES)[number];

/** A draft for the moderator to read. Nothing is sent. */
export interface ReplyDraft {
  readonly draft: string;
  readonly language: string;
  /** The sources that the draft names, best first. */
  readonly sources: readonly ReplySource[];
  readonly notices: readonly ReplyNotice[];
  /** Of the model; 0 for the built-in rules and for a draft without a source. */
  readonly confidence: number;
  readonly source: DraftSource;
  /** True if each of its sentences names a source. A question names none. */
  readonly isFullySourced: boolean;
}

interface ReplyOptions {
  /** A language; undefined for that of the requester. */
  readonly wanted: string | undefined;
  /** True leaves the answers of other tickets out. */
  readonly onlyArticles: boolean;
}

/** Characters of a text of the ticket in the prompt, and messages, the latest ones. */
const MAX_TEXT = 8_000;
const MAX_MESSAGE = 2_000;
const MESSAGES_USED = 10;
/** A guess on less text is worth nothing. */
const MIN_GUESSED = 40;

/**
 * Drafts a reply to the requester from resolved tickets that are similar.
 * @throws DomainError `forbidden`; `not_found`; `invalid_input` for a language that does not exist; `unavailable`
 */
export async function draftReply(
  deps: ReplyDeps,
  actor: Actor,
  reference: string,
  wanted: string | undefined,
): Promise<ReplyDraft> {
  authorize(actor, 'ai.help_staff');
  if (wanted !== undefined) requireLanguage(wanted, 'language');
  const found = await readTicket(deps, actor, reference);
  // Not for automatic answers: no person reads those before they are sent.
  const ticket = await withFileTexts(deps, found, { includeInternal: false });
  return composeReply(deps, actor, ticket, { wanted, onlyArticles: false });
}

/** Drafts a reply to a ticket that the actor may read. @throws DomainError `unavailable` */
export async function composeReply(
  deps: ReplyDeps,
  actor: Actor,
  ticket: Ticket,
  { wanted, onlyArticles }: ReplyOptions,
): Promise<ReplyDraft> {
  const languageOf = await deps.textInsights.languageDetector();
  const language = wanted ?? ticket.language ?? languageOf(ticket.description);
  const [sources, messages] = await Promise.all([
    findReplySources(deps, actor, ticket, onlyArticles),
    latestComments(deps, ticket.id, false),
  ]);
  const masking = createMasking([...namesOn(ticket, messages)]);
  const asked = { ticket, messages, sources, language, languageOf, masking };
  const drafted = await ask(deps, asked);
  const there = await stillThere(deps, actor, ticket, sources);
  return composed(asked, { ...drafted, there });
}

interface Asked {
  readonly ticket: Ticket;
  readonly messages: readonly Comment[];
  readonly sources: readonly ReplySource[];
  readonly language: string;
  readonly languageOf: (text: string) => string;
  readonly masking: Masking;
}

/** The sentences that pass the check. If none of a model's does, the best source is quoted. */
async function ask(deps: ReplyDeps, asked: Asked) {
  const { ticket, messages, sources, language, languageOf, masking } = asked;
  const { mask } = masking;
  const said = messages.slice(-MESSAGES_USED).map(({ author, body }) => ({
    by: author.id === ticket.requester.id ? 'requester' : 'staff',
    text: mask(body).slice(0, MAX_MESSAGE),
  }));
  const title = mask(ticket.title);
  const description = mask(ticket.description).slice(0, MAX_TEXT);
  const shown = sources.map(({ ref, maskedTitle, text }) => ({ ref, title: maskedTitle, text }));
  const prompt = replyPrompt({ title, description, messages: said, sources: shown, language });
  const fromStrangers = said.flatMap(({ by, text }) => (by === 'requester' ? [text] : []));
  const context = {
    sources: shown,
    untrusted: [title, description, ...fromStrangers].join('\n'),
    languageOf,
  };
  const first = await askTask(deps, replyAnswerSchema, prompt);
  const checked = checkDraft(first.answer.sentences, context);
  const hasFact = checked.kept.some(({ source }) => source !== null);
  const isLocal = first.source.provider === deps.localModel.provider;
  if (hasFact || isLocal || sources.length === 0) {
    return { ...checked, confidence: hasFact ? first.answer.confidence : 0, source: first.source };
  }
  const quoting = { ...deps, currentModel: () => Promise.resolve(deps.localModel) };
  const { answer, source } = await askTask(quoting, replyAnswerSchema, prompt);
  const { kept } = checkDraft(answer.sentences, context);
  return { kept, dropped: checked.dropped, confidence: 0, source: { ...source, isFallback: true } };
}

interface Drafted {
  readonly kept: readonly DraftSentence[];
  readonly dropped: number;
  readonly confidence: number;
  readonly source: DraftSource;
  readonly there: readonly ReplySource[];
}

function composed(
  { ticket, sources, language, languageOf, masking }: Asked,
  { kept, dropped, confidence, source, there }: Drafted,
): ReplyDraft {
  const isThere = (ref: string | null) => ref === null || there.some((one) => one.ref === ref);
  const usable = kept.filter((sentence) => isThere(sentence.source));
  const used = there.filter(({ ref }) => usable.some((sentence) => sentence.source === ref));
  const nameOf = (ref: string | null) => {
    const found = used.find((one) => one.ref === ref);
    return found?.number ?? found?.title;
  };
  const body = usable
    .map(({ text, source: ref }) => {
      const name = nameOf(ref);
      return masking.restore(name === undefined ? text : `${text} [${name}]`);
    })
    .join('\n');
  const own = usable.map(({ text }) => text).join(' ');
  const written = own.length >= MIN_GUESSED ? languageOf(own) : language;
  const known = LANGUAGES.find((one) => one === language);
  const texts = known === undefined ? null : REPLY_TEXTS[known];
  const isGone = kept.length > usable.length;
  const notices: Record<ReplyNotice, boolean> = {
    no_source: used.length === 0,
    sentences_dropped: dropped > 0,
    source_gone: isGone || there.length < sources.length,
    other_language: texts === null || written !== language,
  };
  const frame = texts ?? REPLY_TEXTS.en;
  const lines = [frame.greeting(ticket.requester.name), body === '' ? frame.question : body];
  return {
    draft: [...lines, ...(used.length === 0 ? [] : [frame.closing])].join('\n\n'),
    language: body === '' ? (texts === null ? 'en' : language) : written,
    sources: used,
    notices: REPLY_NOTICES.filter((notice) => notices[notice]),
    confidence: used.length === 0 || isGone ? 0 : confidence,
    source,
    isFullySourced: usable.length > 0 && usable.every((sentence) => sentence.source !== null),
  };
}
