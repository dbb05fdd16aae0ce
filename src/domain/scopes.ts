/** What an API key may be limited to; which action needs which scope stands in `permissions.ts`. */
export const SCOPES = ['tickets:read', 'tickets:write', 'people:read', 'people:write', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];
