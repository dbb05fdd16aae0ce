import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { format, type FormatConfig } from 'oxfmt';
import type { ApiDeps } from '../../api/deps.js';
import { openApiDocument } from '../../api/http/openapi.js';
import { registerWebhooks } from '../../api/webhooks/messages.js';
import type { Route } from '../../api/http/route.js';
import { apiRoutes } from '../../api/routes.js';
import { loadConfig } from '../../config/config.js';
import { permissionsPage } from './permissions-page.js';

const HEAD = '/** Made of the OpenAPI document by `npm run generate`; not to be edited. */\n\n';

/** A file that is made of the code, and committed so that a change of the contract shows in its review. */
export interface MadeFile {
  readonly path: string;
  readonly content: string;
}

/** Generates the OpenAPI document, the client's types and the permission table from the current code. */
export async function madeFiles(): Promise<MadeFile[]> {
  // The routes are described here and never called.
  const routes = apiRoutes({} as ApiDeps);
  const json = JSON.stringify(documentOfDefaults(routes));
  // Parses the document again, because the generator adds markers to the object it receives.
  const types = await openapiTS(json, { defaultNonNullable: false });
  return Promise.all([
    formatted('docs/openapi.json', json),
    formatted('docs/use/permissions.md', permissionsPage(routes)),
    formatted('src/client/api-types.ts', HEAD + astToString(types)),
  ]);
}

/** The committed content of a made file; empty when there is none. */
export async function committed({ path }: MadeFile): Promise<string> {
  return readFile(pathInProject(path), 'utf8').catch(() => '');
}

export function pathInProject(path: string): string {
  return fileURLToPath(new URL(`../../../${path}`, import.meta.url));
}

/** Uses the addresses of a system with default settings. */
function documentOfDefaults(routes: readonly Route[]) {
  const { version, http } = loadConfig({});
  return openApiDocument(routes, { version, publicUrl: http.publicUrl }, registerWebhooks);
}

async function formatted(path: string, content: string): Promise<MadeFile> {
  const { singleQuote, printWidth, trailingComma } = JSON.parse(
    await readFile(pathInProject('.oxfmtrc.json'), 'utf8'),
  ) as Required<Pick<FormatConfig, 'singleQuote' | 'printWidth' | 'trailingComma'>>;
  const { code, errors } = await format(path, content, { singleQuote, printWidth, trailingComma });
  if (errors.length > 0) throw new Error(`${path} cannot be formatted: ${errors[0]?.message ?? ''}`);
  return { path, content: code };
}
