import { ROLES } from '../../domain/access/actor.js';
import { RIGHTS, scopesOf, type Action } from '../../domain/access/permissions.js';
import type { Route } from '../../api/http/route.js';

const HEAD = `# Who may do what

Made of \`src/domain/access/permissions.ts\` by \`npm run generate\`; not to be edited. \`test/api/access/permissions.test.ts\` walks every operation of the
OpenAPI document as everybody and compares what they get with this table.

"own": people may do it to their own tickets, their own comments, or to themselves. The scopes are what an API key needs, all of them; "–" is for what no key may do.
What somebody may not even know of is answered with 404, everything else that they may not do with 403.
`;

/** What makes somebody's own: the grants that are no roles. */
const OWN = ['requester', 'author', 'self'] as const;

/** The table of rights, each with the operations that need it, as Markdown. */
export function permissionsPage(routes: readonly Route[]): string {
  const columns = ['right', ...ROLES, 'scopes', 'operations'];
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
