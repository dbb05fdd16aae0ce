import { z } from 'zod';
import { POLICY_CAUSES } from '../../app/tickets/explanation/explain-ticket.js';
import { ASSIGNMENT_WAYS } from '../../domain/desk/teams.js';
import { EXPLANATION_CAUSES } from '../../domain/tickets/explanation/explanation.js';
import { actorRef, instant, orNull, personRef } from '../http/fields.js';
import { rule } from '../sla/policy-parts.js';
import { activityAction, priority } from '../tickets/enums.js';
import { ticketAtVersion } from './schema.js';

const sentence = z.string().meta({ description: 'In plain English' });

const cause = z.enum(EXPLANATION_CAUSES).meta({
  id: 'ExplanationCause',
  description: 'default: nothing has changed it. built_in_rules: no model answered.',
});

/** The event that set a value. */
const event = z
  .object({ id: z.string(), at: instant, action: activityAction, actor: actorRef })
  .meta({ id: 'ExplanationEvent' });

const candidate = z
  .object({
    person: orNull(personRef).meta({ description: 'Null for a person who no longer exists' }),
    is_chosen: z.boolean(),
    covered_skills: z.int(),
    starts_at: instant.meta({ description: 'When they worked next' }),
    load: z.int().meta({ description: 'Tickets before this one' }),
    capacity: z.int(),
    last_assigned_at: instant.nullable(),
    speaks_language: z.boolean().meta({ description: 'Whether they have the language of the ticket' }),
  })
  .meta({ id: 'AssignmentCandidate' });

const routing = z
  .object({
    way: z.enum(ASSIGNMENT_WAYS),
    required_skills: z.int(),
    candidates: z.array(candidate).meta({ description: 'At most five, the chosen one first' }),
    others: z.int().meta({ description: 'The number of further candidates' }),
  })
  .meta({ id: 'AssignmentRouting' });

export const explanationSchema = z
  .object({
    ticket: ticketAtVersion,
    assignee: z
      .object({
        value: orNull(personRef),
        cause,
        sentence,
        event: orNull(event),
        routing: orNull(routing).meta({
          description:
            'What counted when routing chose. Null for other causes, for older assignments, and for keys without people:read.',
        }),
      })
      .meta({ id: 'AssigneeExplanation' }),
    priority: z
      .object({
        value: priority,
        cause,
        sentence,
        event: orNull(event),
        confidence: z.number().nullable().meta({ description: 'Of triage, from 0 to 1' }),
      })
      .meta({ id: 'PriorityExplanation' }),
    sla_policy: z
      .object({
        value: z.string().meta({ description: '`name@version`' }),
        cause: z.enum(POLICY_CAUSES),
        sentence,
        event: orNull(event),
        rule: orNull(rule).meta({ description: 'The conditions of the policy' }),
      })
      .meta({ id: 'SlaPolicyExplanation' }),
    rules: z
      .array(z.object({ sentence, event }).meta({ id: 'RuleExplanation' }))
      .meta({ description: 'The latest 100 actions of Holdfast itself, oldest first' }),
  })
  .meta({ id: 'TicketExplanation' });
