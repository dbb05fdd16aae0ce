/** The scopes of the API. A test compares the list. */
export const SCOPES = [
  'tickets:read',
  'tickets:write',
  'people:read',
  'people:write',
  'people:export',
  'knowledge:read',
  'knowledge:write',
  'files:read',
  'files:write',
  'webhooks:manage',
  'admin',
] as const;
