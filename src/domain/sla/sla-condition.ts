import type { Category, Source, TicketType } from '../ticket-fields.js';

/* The conditions under which a policy applies to a ticket. */

/** The properties of a ticket that a condition can name. */
export interface RuledTicket {
  readonly team: string | null;
  readonly category: Category;
  readonly type: TicketType;
  readonly tags: readonly string[];
  readonly source: Source;
  /** Undefined for none. */
  readonly organisationId?: string | undefined;
  /** True if this organisation is a VIP. Absent for no. */
  readonly isVip?: boolean;
  readonly customFields: readonly { readonly field: string; readonly value: string | number }[];
}

export const RULE_FIELDS = ['team', 'category', 'type', 'tag', 'source', 'organisation', 'vip'] as const;
export type RuleField = (typeof RULE_FIELDS)[number];

/** The values of a condition on `vip`. */
export const VIP_VALUES = ['yes', 'no'] as const;

/** Holds if the ticket has one of the values. Another kind of condition is another member. */
export type SlaCondition =
  | { readonly field: RuleField; readonly values: readonly string[] }
  | {
      readonly field: 'custom_field';
      /** The name of the custom field. */
      readonly key: string;
      readonly values: readonly (string | number)[];
    };

/** When a policy applies to a ticket. */
export interface SlaRule {
  /** Rules are tried in this order, lowest first. Equal ones are in the order of names. */
  readonly position: number;
  /** All of them have to hold. */
  readonly conditions: readonly SlaCondition[];
}

/** The policy of tickets that no rule fits. It has no rule itself. */
export const DEFAULT_POLICY_NAME = 'default';
