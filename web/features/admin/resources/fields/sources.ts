import type { Choice, Source } from '../../kit/field.js';

/** Words of the API, as they are. */
export const words = (...values: readonly string[]): readonly Choice[] => values.map((value) => ({ value }));

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
