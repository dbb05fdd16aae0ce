import { actorOf } from '../../../domain/access/actor.js';
import type { TicketMailKind } from '../../../domain/accounts/mail-kinds.js';
import { canReadInternal } from '../../../domain/access/permissions.js';
import { hasTarget, milestoneOf } from '../../../domain/sla/sla-milestone.js';
import { SLA_TARGETS, type SlaTarget } from '../../../domain/sla/sla.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import type { Block, Fact } from './blocks.js';
import type { TicketMailContext } from './kinds/ticket-mail-context.js';

/** Mails with the facts of the ticket; in the others, the comment is the content. */
const WITH_FACTS: ReadonlySet<TicketMailKind> = new Set<TicketMailKind>([
  'assigned',
  'queued',
  'sla_warning',
  'sla_breached',
  'sla_escalated',
  'hold_ended',
]);
const NAMES_ASSIGNEE: ReadonlySet<TicketMailKind> = new Set<TicketMailKind>([
  'sla_breached',
  'sla_escalated',
]);

/**
 * Renders what staff know of a ticket: targets, skills, triage.
 * No other recipient gets it, whatever the mail kind: a person may have left the staff, or an escalation may name a
 * person outside the staff.
 */
export function staffFacts(context: TicketMailContext): readonly Block[] {
  const { delivery, ticket, recipient, phrases } = context;
  if (!canReadInternal(actorOf(recipient), ticket) || !WITH_FACTS.has(delivery.kind)) return [];
  const { helpfulNotes } = ticket.triage;
  const assignee: Fact[] = NAMES_ASSIGNEE.has(delivery.kind)
    ? [[phrases.say('fact.assignee'), ticket.assignment?.assignee.name ?? phrases.say('fact.unassigned')]]
    : [];
  return [
    { kind: 'facts', facts: [...assignee, ...factsOf(context)] },
    ...(helpfulNotes === null ? [] : [{ kind: 'note', text: helpfulNotes } as const]),
  ];
}

function factsOf({ ticket, categoryLabel, phrases }: TicketMailContext): readonly Fact[] {
  const { say, instant } = phrases;
  const dueAt = ({ sla }: Ticket, target: SlaTarget) => {
    const milestone = milestoneOf(sla, target);
    const isShown = target === 'nextResponse' ? milestone.ongoing !== null : hasTarget(milestone);
    return isShown ? instant(milestone.dueAt) : null;
  };
  const facts: readonly (readonly [label: string, value: string | null])[] = [
    [say('fact.priority'), say(`priority.${ticket.priority}`)],
    [say('fact.category'), categoryLabel],
    [say('fact.requester'), ticket.requester.name],
    [say('fact.skills'), ticket.requiredSkills.join(', ')],
    ...SLA_TARGETS.map((target) => [say(`fact.${target}`), dueAt(ticket, target)] as const),
    [say('fact.summary'), saysMore(ticket.triage.summary, ticket.title)],
  ];
  return facts.filter((fact): fact is Fact => fact[1] !== null && fact[1] !== '');
}

/** Null for a summary that repeats the title above it. */
function saysMore(summary: string | null, title: string): string | null {
  const bare = (text: string) =>
    text
      .toLowerCase()
      .replaceAll(/[\s\p{P}]+/gu, ' ')
      .trim();
  return summary !== null && bare(summary) === bare(title) ? null : summary;
}
