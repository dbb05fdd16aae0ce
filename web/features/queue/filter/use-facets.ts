import { useQuery } from '@tanstack/react-query';
import { useSay } from '../../../texts/use-texts.js';
import type { TextKey } from '../../../texts/texts.js';
import type { IconName } from '../../../ui/icon.js';
import { categoriesQuery, moderatorsQuery, teamsQuery } from '../../ticket-parts/choices.js';
import { FIXED_VALUES, type Facet } from './filters.js';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export const FACET_LOOKS: Readonly<Record<Facet, { readonly name: TextKey; readonly icon: IconName }>> = {
  status: { name: 'prop.status', icon: 'flag' },
  priority: { name: 'prop.priority', icon: 'chart' },
  sla: { name: 'queue.filter.sla', icon: 'clock' },
  category: { name: 'prop.category', icon: 'tag' },
  team: { name: 'prop.team', icon: 'users' },
  assignee: { name: 'prop.assignee', icon: 'user' },
};

/** The values of each facet, in words. */
export function useFacets(): Readonly<Record<Facet, readonly Choice[]>> {
  const say = useSay();
  const categories = useQuery(categoriesQuery).data ?? [];
  const teams = useQuery(teamsQuery).data ?? [];
  const moderators = useQuery(moderatorsQuery).data ?? [];
  return {
    status: FIXED_VALUES.status.map((value) => ({ value, label: say(`status.${value}`) })),
    priority: FIXED_VALUES.priority.map((value) => ({ value, label: say(`priority.${value}`) })),
    sla: FIXED_VALUES.sla.map((value) => ({ value, label: say(`queue.sla.${value}`) })),
    category: categories.map(({ key, label }) => ({ value: key, label })),
    team: teams.map(({ key, name }) => ({ value: key, label: name })),
    assignee: [
      { value: 'me', label: say('queue.filter.me') },
      { value: 'none', label: say('queue.nobody') },
      ...moderators.map(({ id, name }) => ({ value: id, label: name })),
    ],
  };
}
