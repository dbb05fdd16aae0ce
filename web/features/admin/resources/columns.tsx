import { Badge } from '../../../ui/badge.js';
import { Moment } from '../../../ui/moment.js';
import type { Choice, Source } from '../kit/field.js';
import { listAt, textAt, valueAt, type Item } from '../kit/item.js';
import type { Column } from '../kit/resource.js';
import { useAdminSay, type AdminKey } from '../texts/texts.js';

export const textColumn = (label: AdminKey, ...path: readonly string[]): Column => ({
  label,
  of: (item) => textAt(item, ...path) || '–',
});

/** Words of a list, such as skills. */
export const wordsColumn = (label: AdminKey, key: string, of = (one: unknown) => String(one)): Column => ({
  label,
  of: (item) => listAt(item, key).map(of).join(', ') || '–',
});

export const momentColumn = (label: AdminKey, key: string): Column => ({
  label,
  of: (item) => <MaybeMoment at={textAt(item, key)} />,
});

function MaybeMoment({ at }: { readonly at: string }) {
  return at === '' ? '–' : <Moment at={at} />;
}

export const flagColumn = (label: AdminKey, key: string): Column => ({
  label,
  of: (item) => <Flag isOn={valueAt(item, key) === true} />,
});

function Flag({ isOn }: { readonly isOn: boolean }) {
  const t = useAdminSay();
  return <span>{t(isOn ? 'yes' : 'no')}</span>;
}

/** Whether something can still be chosen. */
export const activeColumn: Column = {
  label: 'state',
  of: (item) => <Active isActive={valueAt(item, 'is_active') !== false} />,
};

function Active({ isActive }: { readonly isActive: boolean }) {
  const t = useAdminSay();
  return <Badge tone={isActive ? 'met' : 'plain'}>{t(isActive ? 'active' : 'retired')}</Badge>;
}

/** Words of the API, as they are. */
export const words = (...values: readonly string[]): readonly Choice[] => values.map((value) => ({ value }));

export const nameOf = (item: Item) => textAt(item, 'name');
export const keyOf = (item: Item) => textAt(item, 'key');

export const TEAMS: Source = { path: '/api/v1/teams', list: 'teams', value: 'key', label: 'name' };
export const CALENDARS: Source = {
  path: '/api/v1/sla/calendars',
  list: 'calendars',
  value: 'name',
  label: 'name',
};
export const POLICIES: Source = {
  path: '/api/v1/sla/policies',
  list: 'policies',
  value: 'name',
  label: 'name',
};
export const CATEGORIES: Source = {
  path: '/api/v1/categories',
  list: 'categories',
  value: 'key',
  label: 'label',
};
export const ORGANISATIONS: Source = {
  path: '/api/v1/organisations',
  list: 'organisations',
  value: 'id',
  label: 'name',
};
export const STAFF: Source = {
  path: '/api/v1/users?role=moderator&role=manager&role=admin&active=true',
  list: 'users',
  value: 'id',
  label: 'name',
};

export const PRIORITIES: readonly Choice[] = [
  { value: 'low', label: 'low' },
  { value: 'medium', label: 'medium' },
  { value: 'high', label: 'high' },
  { value: 'urgent', label: 'urgent' },
];
