/** What an API key may be limited to; which action needs which scope stands in `permissions.ts`. */
export const SCOPES = [
  'tickets:read',
  'tickets:write',
  'people:read',
  'people:write',
  'people:export',
  'admin',
] as const;
export type Scope = (typeof SCOPES)[number];
