import { ROLES } from '../../domain/access/actor.js';
import { RIGHTS, scopesOf, type Action } from '../../domain/access/permissions.js';
import type { Route } from '../../api/http/route.js';

const HEAD = `# Permissions

\`npm run generate\` writes this page from \`src/domain/access/permissions.ts\`; do not edit it. \`test/api/access/permissions.test.ts\` calls every
operation of the OpenAPI document with every role and compares the results with this table.

"own": people may do it with their own tickets, their own comments, or with themselves. "Scopes" are the scopes that an API key needs; it needs all of them.
"–" means that no API key may do it. A resource that the caller may not see gets 404. Any other missing permission gets 403.
`;

/** The grants that are no roles. */
const OWN = ['requester', 'author', 'self'] as const;

/** Returns the table of permissions and their operations as Markdown. */
export function permissionsPage(routes: readonly Route[]): string {
  const columns = ['permission', ...ROLES, 'scopes', 'operations'];
  const rows = Object.entries(RIGHTS).map(([action, { grants }]) => {
    const scopes = scopesOf(action as Action);
    const isOwn = OWN.some((grant) => grants.includes(grant));
    const cells = ROLES.map((role) => (grants.includes(role) ? 'yes' : isOwn ? 'own' : ''));
    return [
      `\`${action}\``,
      ...cells,
      scopes === null ? '–' : scopes.map((scope) => `\`${scope}\``).join('<br>'),
      operationsOf(routes, action as Action),
    ];
  });
  const lines = [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `${HEAD}\n${lines.join('\n')}\n`;
}

function operationsOf(routes: readonly Route[], action: Action): string {
  return routes
    .filter((route) => route.action === action)
    .map(({ method, path }) => `\`${method.toUpperCase()} ${path.replace('/api/v1', '')}\``)
    .join('<br>');
}
