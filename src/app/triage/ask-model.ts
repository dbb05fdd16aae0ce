import type { Choice } from '../../domain/desk/choices.js';
import type { Team } from '../../domain/desk/teams.js';
import type { TriageAnswer, TriageSource } from '../../domain/tickets/triage.js';
import type { LanguageModel } from '../../ports/language-model.js';
import type { AppDeps } from '../deps.js';
import { triageAnswerSchema, type AnswerKeys } from './answer-schema.js';
import { triagePrompt, type TicketWords } from './prompt.js';

export type AskDeps = Pick<AppDeps, 'categories' | 'ticketTypes' | 'teams' | 'vocabulary' | 'logger'>;

/** An answer, and who gave it. */
export interface ModelAnswer {
  readonly answer: TriageAnswer;
  readonly source: TriageSource;
  /** As they were when the model was asked. */
  readonly categories: readonly Choice[];
  readonly teams: readonly Team[];
}

/**
 * What a model says of a ticket, and which one said it. A category or type that was retired counts as `other`.
 * @throws DomainError of the {@link LanguageModel}; `unavailable` without the database
 */
export async function askModel(
  deps: AskDeps,
  model: LanguageModel,
  ticket: TicketWords & { readonly id: string },
  signal: AbortSignal,
): Promise<ModelAnswer> {
  const { vocabulary, logger } = deps;
  const [categories, ticketTypes, teams] = await Promise.all([
    deps.categories.all(),
    deps.ticketTypes.all(),
    deps.teams.all(),
  ]);
  const lists = { categories, ticketTypes, teams };
  const prompt = triagePrompt(ticket, vocabulary, lists, model.promptVersion);
  const categoriesOfFile = [
    ...Object.keys(vocabulary.categories),
    ...vocabulary.skills.map(({ category }) => category),
  ];
  const outdated = new Set<string>();
  const schema = triageAnswerSchema({
    categories: keysOf(categories, categoriesOfFile),
    ticketTypes: keysOf(ticketTypes, Object.keys(vocabulary.ticketTypes)),
    onOutdated: (key) => outdated.add(key),
  });
  const startedAt = performance.now();
  let answeredBy = { provider: model.provider, model: model.model };
  const noteModel = (name: string, provider = model.provider) => {
    answeredBy = { provider, model: name };
  };
  const answer = await model.complete(schema, { ...prompt, noteModel }, signal);
  const latencyMs = Math.round(performance.now() - startedAt);
  if (outdated.size > 0) {
    logger.warn({ ticketId: ticket.id, keys: [...outdated] }, 'triage gave retired keys, taken for other');
  }
  return {
    answer,
    source: { ...answeredBy, promptVersion: prompt.version, latencyMs },
    categories,
    teams,
  };
}

/** The answer with the confidence that its model has earned on this installation. */
export function calibratedBy(
  { calibrations }: Pick<AppDeps, 'calibrations'>,
  asked: ModelAnswer,
): ModelAnswer {
  const { answer, source } = asked;
  const confidence = calibrations.calibrated(source, answer.confidence);
  if (confidence === answer.confidence) return asked;
  return {
    ...asked,
    answer: { ...answer, confidence },
    source: { ...source, ownConfidence: answer.confidence },
  };
}

function keysOf(choices: readonly Choice[], ofFile: readonly string[]): AnswerKeys {
  const active = choices.filter(({ isActive }) => isActive).map(({ name }) => name);
  const known = [...choices.map(({ name }) => name), ...ofFile];
  return { active, outdated: new Set(known.filter((name) => !active.includes(name))) };
}
