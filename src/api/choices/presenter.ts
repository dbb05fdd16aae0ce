import { DEFAULT_AUTO_ANSWER_MINUTES } from '../../domain/tickets/comments/automatic-answer.js';
import type { ChoiceEdit, NewChoice } from '../../app/desk/choices.js';
import {
  CHOICE_LISTS,
  DEFAULT_REVIEW_MINUTES,
  labelIn,
  type Choice,
  type ChoiceLabels,
  type ChoiceListName,
} from '../../domain/desk/choices.js';
import type { Language } from '../../domain/languages.js';
import type { Revision } from '../../ports/revisions.js';
import { presentRevision } from '../http/revisions.js';
import type { ChoiceBody, ChoiceEditBody, NewChoiceBody } from './resources.js';

export function presentChoice(
  list: ChoiceListName,
  { content, ...revision }: Revision<Choice>,
  language: Language,
): ChoiceBody {
  return {
    id: content.name,
    key: content.name,
    label: labelIn(content, language),
    labels: { ...content.labels },
    description: content.description,
    ...(list === 'categories' ? presentCategory(content) : {}),
    ...(list === 'holdReasons'
      ? { pauses_clock: content.pausesClock === true, needs_date: content.needsDate === true }
      : {}),
    position: content.position,
    is_active: content.isActive,
    is_system: CHOICE_LISTS[list].systemKeys.includes(content.name),
    ...presentRevision(content.version, revision),
  };
}

function presentCategory({ team, priority, reviewBelow, reviewMinutes, ...automatic }: Choice) {
  return {
    ...{ default_team: team, default_priority: priority, review_below: reviewBelow ?? null },
    review_minutes: reviewMinutes ?? DEFAULT_REVIEW_MINUTES,
    auto_answer_above: automatic.autoAnswerAbove ?? null,
    auto_answer_minutes: automatic.autoAnswerMinutes ?? DEFAULT_AUTO_ANSWER_MINUTES,
  };
}

export function toNewChoice(body: NewChoiceBody): NewChoice {
  const { key: name, labels, description, position, default_team: team, default_priority: priority } = body;
  return {
    name,
    labels: toLabels(labels),
    description,
    position,
    team: team ?? null,
    priority: priority ?? null,
    ...(body.review_below === undefined ? {} : { reviewBelow: body.review_below }),
    ...(body.review_minutes === undefined ? {} : { reviewMinutes: body.review_minutes }),
    ...(body.auto_answer_above === undefined ? {} : { autoAnswerAbove: body.auto_answer_above }),
    ...(body.auto_answer_minutes === undefined ? {} : { autoAnswerMinutes: body.auto_answer_minutes }),
    ...(body.pauses_clock === undefined ? {} : { pausesClock: body.pauses_clock }),
    ...(body.needs_date === undefined ? {} : { needsDate: body.needs_date }),
  };
}

export function toChoiceEdit(body: ChoiceEditBody): ChoiceEdit {
  const { labels, description, position, is_active: isActive } = body;
  return {
    labels: labels === undefined ? undefined : toLabels(labels),
    description,
    position,
    isActive,
    team: body.default_team,
    priority: body.default_priority,
    reviewBelow: body.review_below,
    reviewMinutes: body.review_minutes,
    autoAnswerAbove: body.auto_answer_above,
    autoAnswerMinutes: body.auto_answer_minutes,
    pausesClock: body.pauses_clock,
    needsDate: body.needs_date,
  };
}

/** Without the languages that have none. */
function toLabels({ en, ...others }: NewChoiceBody['labels']): ChoiceLabels {
  const given = Object.entries(others).filter(([, label]) => label !== undefined);
  return { en, ...Object.fromEntries(given) };
}
