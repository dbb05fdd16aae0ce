/** The scopes of API keys. `permissions.ts` maps actions to scopes. */
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
export type Scope = (typeof SCOPES)[number];
