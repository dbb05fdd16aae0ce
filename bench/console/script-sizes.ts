import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';

/** The JavaScript that a page has loaded until now, in KB compressed by gzip. */
export async function loadedScriptKb(page: Page, consoleDir: string): Promise<number> {
  const urls: string[] = JSON.parse(
    await page.evaluate("JSON.stringify(performance.getEntriesByType('resource').map(({ name }) => name))"),
  );
  const paths = new Set(urls.map((url) => new URL(url).pathname).filter((path) => path.endsWith('.js')));
  const bytes = [...paths].reduce((sum, path) => sum + gzippedBytes(join(consoleDir, path)), 0);
  return Math.round(bytes / 102.4) / 10;
}

/** The build leaves small files as they are. */
function gzippedBytes(file: string): number {
  return existsSync(`${file}.gz`) ? statSync(`${file}.gz`).size : gzipSync(readFileSync(file)).length;
}
