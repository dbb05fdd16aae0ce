import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';

const METHODS = new Set(['get', 'post', 'put', 'patch', 'delete']);

/** The paths of the first column of the table in the docs, each with its page or reason. */
function rowsOfDocs(): ReadonlyMap<string, string> {
  const docs = readFileSync('docs/develop/console.md', 'utf8');
  const table = docs.split('### Where the API is in the console')[1] ?? '';
  const rows = [...table.split('\n## ')[0]!.matchAll(/^\| (`.+`) \| (.+) \|$/gmu)];
  return new Map(
    rows.flatMap(([, paths = '', page = '']) =>
      paths.split(', ').map((path) => [path.replaceAll('`', ''), page] as const),
    ),
  );
}

function pathsOfApi(): readonly string[] {
  const { paths } = JSON.parse(readFileSync('docs/openapi.json', 'utf8'));
  return Object.entries<object>(paths)
    .filter(([, item]) => Object.keys(item).some((method) => METHODS.has(method)))
    .map(([path]) => path.replace(/^\/api\/v1/u, ''));
}

const isIn = (path: string, row: string) => path === row || path.startsWith(`${row}/`);

it('says of every operation of the API where it is in the console, or why it is not', () => {
  const rows = [...rowsOfDocs().keys()];
  expect(pathsOfApi().filter((path) => !rows.some((row) => isIn(path, row)))).toEqual([]);
  expect(rows.filter((row) => !pathsOfApi().some((path) => isIn(path, row)))).toEqual([]);
});

it('names only pages that exist', () => {
  const pages = readFileSync('web/features/admin/pages.ts', 'utf8');
  const resources = ['api-keys', 'articles', 'choices', 'custom-fields', 'mail-templates', 'operations']
    .concat(['people', 'settings', 'sla', 'webhooks'])
    .map((name) => readFileSync(`web/features/admin/resources/${name}.ts${extensionOf(name)}`, 'utf8'))
    .join('');
  const named = [...rowsOfDocs().values()].flatMap((page) =>
    [...page.matchAll(/`\/settings\/([a-z-]+)`/gu)].map(([, id]) => id!),
  );
  expect(named.length).toBeGreaterThan(20);
  const isKnown = (id: string) =>
    `${pages}${resources}`.includes(`id: '${id}'`) ||
    resources.includes(`choiceList(\n  '${id}'`) ||
    resources.includes(`choiceList('${id}'`);
  expect(named.filter((id) => !isKnown(id))).toEqual([]);
});

function extensionOf(name: string): '' | 'x' {
  return ['choices', 'custom-fields', 'sla'].includes(name) ? '' : 'x';
}
