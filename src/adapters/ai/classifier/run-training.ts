import { evaluate, type RulesAnswer } from '../../../domain/triage/learning/evaluate.js';
import type { LabelledTicket } from '../../../domain/triage/learning/labels.js';
import { createLocalRules } from '../local-rules-answer.js';
import { readModelFile, writeModelFile } from './model-file.js';
import type { SentOrder, SentTicket, TrainingAnswer } from './training-messages.js';

/** Carries out a training order, given as JSON, beside the bytes of the active version. */
export function runTraining(
  json: string,
  activeBytes: Uint8Array,
): { readonly answer: string; readonly bytes: Uint8Array } {
  const order = JSON.parse(json) as SentOrder;
  const { active } = order;
  const { classifier, tasks, comparison } = evaluate(
    order.tickets.map(received),
    rulesOf(order),
    active === null
      ? null
      : {
          classifier: readModelFile(activeBytes),
          serves: new Set(active.serves),
          newestTicketAt: new Date(active.newestTicketAt),
          quality: active.quality,
        },
    order.seed,
  );
  const answer: TrainingAnswer = { tasks, comparison };
  return { answer: JSON.stringify(answer), bytes: writeModelFile(classifier) };
}

function rulesOf({ vocabulary, categories }: SentOrder): RulesAnswer {
  const rules = createLocalRules(vocabulary);
  return (ticket) => {
    const answer = rules(ticket, categories);
    return {
      category: [answer.category],
      priority: [answer.priority],
      type: [answer.ticket_type],
      team: answer.suggested_team === null ? null : [answer.suggested_team],
      skills: answer.required_skills,
    };
  };
}

function received({ createdAt, labels, ...text }: SentTicket): LabelledTicket {
  const known = Object.entries(labels).map(([task, values]) => [task, { values, setBy: null }] as const);
  return { ...text, createdAt: new Date(createdAt), labels: Object.fromEntries(known) };
}
