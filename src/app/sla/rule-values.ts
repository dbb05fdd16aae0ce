import { VIP_VALUES, type SlaCondition } from '../../domain/sla/sla-condition.js';
import type { FieldFault } from '../../domain/errors.js';
import type { SlaPolicy } from '../../domain/sla/sla.js';
import { SOURCES } from '../../domain/ticket-fields.js';
import type { AppDeps } from '../deps.js';
import { unknownChoice } from '../desk/check-choices.js';

export type RuleDeps = Pick<
  AppDeps,
  'categories' | 'ticketTypes' | 'customFields' | 'organisations' | 'teams'
>;

/**
 * Names the values of a rule that no ticket can have.
 * Retired ones are fine, because tickets keep them. Tags are any text.
 */
export async function unknownValueFaults(
  deps: RuleDeps,
  { rule }: SlaPolicy,
): Promise<readonly FieldFault[]> {
  const faults = (rule?.conditions ?? []).map(async (condition, index): Promise<readonly FieldFault[]> => {
    const path = `rule.conditions.${index}`;
    if (condition.field === 'custom_field') return unknownFieldFaults(deps, condition.key, path);
    const all = condition.values.map((value) => faultOf(deps, condition.field, value));
    return (await Promise.all(all)).flatMap((message, place) =>
      message === null ? [] : [{ path: `${path}.values.${place}`, message }],
    );
  });
  return (await Promise.all(faults)).flat();
}

async function unknownFieldFaults(
  { customFields }: RuleDeps,
  key: string,
  path: string,
): Promise<readonly FieldFault[]> {
  const isKnown = (await customFields.all()).some(({ name }) => name === key);
  return isKnown ? [] : [{ path: `${path}.key`, message: `${key} is not a custom field` }];
}

async function faultOf(deps: RuleDeps, field: SlaCondition['field'], value: string): Promise<string | null> {
  if (field === 'category') return unknownChoice(deps, 'categories', value);
  if (field === 'type') return unknownChoice(deps, 'ticketTypes', value);
  if (field === 'organisation') {
    const isKnown = (await deps.organisations.find(value)) !== null;
    return isKnown ? null : `${value} is not the id of an organisation`;
  }
  if (field === 'team') {
    const isKnown = (await deps.teams.all()).some(({ name }) => name === value);
    return isKnown ? null : `${value} is not the key of a team`;
  }
  if (field === 'vip') {
    return VIP_VALUES.some((each) => each === value) ? null : `must be one of: ${VIP_VALUES.join(', ')}`;
  }
  if (field !== 'source' || SOURCES.some((source) => source === value)) return null;
  return `is not a source; choose one of: ${SOURCES.join(', ')}`;
}
