import type { z } from 'zod';
import type { TicketExplanation } from '../../app/tickets/explanation/explain-ticket.js';
import type { TicketEvent } from '../../domain/tickets/events.js';
import { presentRule } from '../sla/presenter.js';
import type { explanationSchema } from './explanation-schema.js';

type ExplanationView = z.input<typeof explanationSchema>;

export function presentExplanation(explained: TicketExplanation): ExplanationView {
  const { ticket, assignee, priority, policy, rules } = explained;
  return {
    ticket: { id: ticket.id, number: ticket.number, version: ticket.version },
    assignee: {
      value: assignee.assignee === null ? null : person(assignee.assignee),
      cause: assignee.cause,
      sentence: assignee.sentence,
      event: orNone(assignee.event),
      routing: presentRouting(explained),
    },
    priority: {
      value: priority.priority,
      cause: priority.cause,
      sentence: priority.sentence,
      event: orNone(priority.event),
      confidence: priority.confidence,
    },
    sla_policy: {
      value: policy.policy,
      cause: policy.cause,
      sentence: policy.sentence,
      event: orNone(policy.event),
      rule: presentRule(policy.rule) ?? null,
    },
    rules: rules.map(({ event, sentence }) => ({ sentence, event: presentEvent(event) })),
  };
}

function presentRouting({ assignee, people }: TicketExplanation): ExplanationView['assignee']['routing'] {
  const { routing } = assignee;
  if (routing === null) return null;
  return {
    way: routing.way,
    required_skills: routing.requiredSkills,
    candidates: routing.candidates.map((each) => {
      const known = people.get(each.id);
      return {
        person: known === undefined ? null : person(known),
        is_chosen: each.id === assignee.assignee?.id,
        covered_skills: each.coveredSkills,
        starts_at: each.startsAt.toISOString(),
        load: each.load,
        capacity: each.capacity,
        last_assigned_at: each.lastAssignedAt?.toISOString() ?? null,
        speaks_language: each.speaksLanguage,
      };
    }),
    others: routing.others,
  };
}

function orNone(event: TicketEvent | null) {
  return event === null ? null : presentEvent(event);
}

function presentEvent({ id, at, type, actor }: TicketEvent) {
  return {
    id,
    at: at.toISOString(),
    action: type,
    actor: { type: actor.type, id: actor.id, name: actor.name },
  };
}

function person({ id, name }: { readonly id: string; readonly name: string }) {
  return { id, name };
}
