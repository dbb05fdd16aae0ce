import { unreachable } from '../errors.js';
import type { RuledTicket, SlaCondition } from './sla-condition.js';
import type { SlaPolicy } from './sla.js';

/* Which policy a ticket is under, by ordered conditions. */

/** Returns the first policy whose conditions hold; null if none fits. A policy without conditions fits no ticket. */
export function ruledPolicy(policies: readonly SlaPolicy[], ticket: RuledTicket): SlaPolicy | null {
  return inRuleOrder(policies).find(({ rule }) => isFor(rule?.conditions ?? [], ticket)) ?? null;
}

function isFor(conditions: readonly SlaCondition[], ticket: RuledTicket): boolean {
  return conditions.length > 0 && conditions.every((condition) => holds(condition, ticket));
}

function inRuleOrder(policies: readonly SlaPolicy[]): readonly SlaPolicy[] {
  const positionOf = ({ rule }: SlaPolicy) => rule?.position ?? Infinity;
  return [...policies].sort((a, b) => positionOf(a) - positionOf(b) || (a.name < b.name ? -1 : 1));
}

function holds(condition: SlaCondition, ticket: RuledTicket): boolean {
  switch (condition.field) {
    case 'custom_field': {
      const own = ticket.customFields.find(({ field }) => field === condition.key);
      return own !== undefined && condition.values.includes(own.value);
    }
    case 'tag':
      return ticket.tags.some((tag) => condition.values.includes(tag));
    case 'team':
      return ticket.team !== null && condition.values.includes(ticket.team);
    case 'organisation':
      return ticket.organisationId !== undefined && condition.values.includes(ticket.organisationId);
    case 'vip':
      return condition.values.includes(ticket.isVip === true ? 'yes' : 'no');
    case 'category':
    case 'type':
    case 'source':
      return condition.values.includes(ticket[condition.field]);
    default:
      return unreachable(condition);
  }
}

/** Returns true if a change may lead to another policy. */
export function isRuledChange(before: RuledTicket, after: RuledTicket): boolean {
  return (
    before.team !== after.team ||
    before.organisationId !== after.organisationId ||
    before.category !== after.category ||
    before.type !== after.type ||
    before.tags !== after.tags ||
    before.customFields !== after.customFields
  );
}
