import { chancesOf, type Classifier } from '../classifier/classifier.js';
import { vectorOf } from '../classifier/feature-space.js';
import { featuresOf } from '../classifier/features.js';
import { figuresOf, type Judgement } from '../classifier/figures.js';
import { learnableText } from '../classifier/learnable-text.js';
import { trainClassifier, type TrainingTask } from '../classifier/train.js';
import type { LabelledTicket } from './labels.js';
import type { Comparison, TaskFigures } from './model.js';
import { beatsRules, MIN_HELD_BACK } from './promotion.js';
import { kindOf, LEARNED_TASKS, type LearnedTask } from './tasks.js';

/** Share of the tickets, the newest ones, that a version is judged on before it learns them too. */
const HELD_BACK_SHARE = 0.2;
const MAX_HELD_BACK = 2_000;

/** What the rules say about a ticket. Null if they have no answer. */
export type RulesAnswer = (ticket: LabelledTicket) => Readonly<Record<LearnedTask, readonly string[] | null>>;

/** The active version, to compare with. */
export interface ActiveVersion {
  readonly classifier: Classifier;
  readonly serves: ReadonlySet<LearnedTask>;
  /** It may have learned tickets until then, so these prove nothing. */
  readonly newestTicketAt: Date;
  /** Its quality when it was trained. */
  readonly quality: number;
}

export interface Evaluation {
  /** Trained on all tickets, held-back ones included. Without tasks if there are too few tickets. */
  readonly classifier: Classifier;
  readonly tasks: readonly TaskFigures[];
  readonly comparison: Comparison;
}

interface Verdict {
  readonly createdAt: Date;
  readonly model: Judgement;
  readonly rules: boolean;
  readonly active: boolean;
}

/**
 * Trains a version on the older tickets, judges it on the newest ones beside the rules and the active version, and
 * trains it again on all. The tickets must be in the order of their creation.
 */
export function evaluate(
  tickets: readonly LabelledTicket[],
  rules: RulesAnswer,
  active: ActiveVersion | null,
  seed: number,
): Evaluation {
  const heldBack = Math.min(MAX_HELD_BACK, Math.floor(tickets.length * HELD_BACK_SHARE));
  const [older, newer] = [
    tickets.slice(0, tickets.length - heldBack),
    tickets.slice(tickets.length - heldBack),
  ];
  const candidate = trainOn(older, seed);
  const verdicts = verdictsOn(newer, { candidate, rules, active });
  const tasks = [...verdicts].map(([task, of]) => figuresOfTask(task, of, tickets));
  return { classifier: trainOn(tickets, seed), tasks, comparison: compare(verdicts, tasks, active) };
}

/** Trains on the labels of all tickets. */
function trainOn(tickets: readonly LabelledTicket[], seed: number): Classifier {
  const tasks = LEARNED_TASKS.map((name): TrainingTask => ({
    name,
    kind: kindOf(name),
    truths: tickets.map(({ labels }) => labels[name]?.values ?? null),
  }));
  return trainClassifier({ texts: tickets.map(learnableText), tasks }, seed);
}

interface Judges {
  readonly candidate: Classifier;
  readonly rules: RulesAnswer;
  readonly active: ActiveVersion | null;
}

function verdictsOn(
  tickets: readonly LabelledTicket[],
  { candidate, rules, active }: Judges,
): ReadonlyMap<LearnedTask, readonly Verdict[]> {
  const verdicts = new Map(LEARNED_TASKS.map((task): [LearnedTask, Verdict[]] => [task, []]));
  for (const ticket of tickets) {
    const byRules = rules(ticket);
    const ofCandidate = bestLabels(candidate, ticket);
    const ofActive = active === null ? null : bestLabels(active.classifier, ticket);
    for (const task of LEARNED_TASKS) {
      const truth = ticket.labels[task]?.values;
      const answer = ofCandidate.get(task);
      if (truth === undefined || answer === undefined) continue;
      const isRight = (values: readonly string[] | null | undefined) => truth.includes(values?.[0] ?? '');
      const isRuleRight = isRight(byRules[task]);
      const named = active?.serves.has(task) === true ? ofActive?.get(task)?.label : undefined;
      const verdict = {
        createdAt: ticket.createdAt,
        model: {
          truth: truth.includes(answer.label) ? answer.label : (truth[0] ?? ''),
          answer: answer.label,
          confidence: answer.chance,
        },
        rules: isRuleRight,
        active: named === undefined ? isRuleRight : isRight([named]),
      };
      verdicts.get(task)?.push(verdict);
    }
  }
  return new Map([...verdicts].filter(([, of]) => of.length > 0));
}

function bestLabels({ space, tasks }: Classifier, ticket: LabelledTicket) {
  const vector = vectorOf(featuresOf(learnableText(ticket)), space);
  return new Map<string, { readonly label: string; readonly chance: number }>(
    tasks.flatMap((task) => {
      const [best] = chancesOf(task, vector);
      return best === undefined ? [] : [[task.name, best] as const];
    }),
  );
}

const isRight = ({ truth, answer }: Judgement) => truth === answer;

function figuresOfTask(
  task: LearnedTask,
  verdicts: readonly Verdict[],
  tickets: readonly LabelledTicket[],
): TaskFigures {
  const { accuracy, macroF1, ece } = figuresOf(verdicts.map(({ model }) => model));
  const values = tickets.flatMap(({ labels }) => labels[task] ?? []).map((label) => label.values);
  const rules = verdicts.map((verdict) => verdict.rules);
  return {
    ...{ task, labels: new Set(values.flat()).size, examples: values.length, heldBack: verdicts.length },
    ...{ accuracy, macroF1, ece, rulesAccuracy: shareOf(rules) },
    serves: beatsRules(
      verdicts.map(({ model }) => isRight(model)),
      rules,
    ),
  };
}

/** Compares on tickets that neither has learned, if there are enough of them. */
function compare(
  verdicts: ReadonlyMap<LearnedTask, readonly Verdict[]>,
  tasks: readonly TaskFigures[],
  active: ActiveVersion | null,
): Comparison {
  const qualityOf = (
    isCounted: (verdict: Verdict) => boolean,
    isGood: (verdict: Verdict, serves: boolean) => boolean,
  ) =>
    meanOf(
      tasks.map(({ task, serves }) =>
        shareOf((verdicts.get(task) ?? []).filter(isCounted).map((verdict) => isGood(verdict, serves))),
      ),
    );
  const ofCandidate = ({ model, rules }: Verdict, serves: boolean) => (serves ? isRight(model) : rules);
  const isNew = ({ createdAt }: Verdict) => active === null || createdAt > active.newestTicketAt;
  const count = (isCounted: (verdict: Verdict) => boolean) =>
    Math.max(0, ...[...verdicts.values()].map((of) => of.filter(isCounted).length));
  if (active === null || count(isNew) >= MIN_HELD_BACK) {
    return {
      candidate: qualityOf(isNew, ofCandidate),
      active: qualityOf(isNew, (verdict) => verdict.active),
      tickets: count(isNew),
    };
  }
  return {
    candidate: qualityOf(() => true, ofCandidate),
    active: active.quality,
    tickets: count(() => true),
  };
}

function shareOf(rights: readonly boolean[]): number {
  return rights.filter(Boolean).length / Math.max(1, rights.length);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
