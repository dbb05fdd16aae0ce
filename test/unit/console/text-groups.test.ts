import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { en as core } from '../../../web/texts/en.js';
import { en as home } from '../../../web/texts/home/en.js';
import { en as work } from '../../../web/texts/work/en.js';

/** The groups of texts that are loaded with the screens of a folder, as in `web/app/router.tsx`. */
const LOADED: readonly (readonly [RegExp, readonly object[]])[] = [
  [/^features\/(?:my-tickets|submit|knowledge|profile)\//u, [core, home]],
  [/^features\/(?:ticket|compose|queue\/bulk)\//u, [core, work]],
  // Used by both.
  [/^features\/(?:files|drafts)\//u, []],
  // These load texts of their own, by `ownTexts`.
  [/^features\/(?:admin|manage)\//u, []],
  [/^/u, [core]],
];

const KEY = /\bsay\(\s*'([\w.-]+)'/gu;
const everywhere = { ...core, ...home, ...work };

it('uses in each screen only texts that are loaded with it', async () => {
  const files = await readdir('web', { recursive: true });
  const missing: string[] = [];
  let keys = 0;
  for (const file of files.filter((name) => /\.tsx?$/u.test(name))) {
    const groups = LOADED.find(([folder]) => folder.test(file))![1];
    for (const [, key] of (await readFile(join('web', file), 'utf8')).matchAll(KEY)) {
      keys += 1;
      const isOfBoth = key! in { ...core, ...home } && key! in { ...core, ...work };
      const isLoaded = groups.length === 0 ? isOfBoth : groups.some((group) => key! in group);
      const isOwn = /^features\/(?:admin|manage)\//u.test(file) && !(key! in everywhere);
      if (!isLoaded && !isOwn) missing.push(`${file}: ${key}`);
    }
  }
  expect(keys).toBeGreaterThan(300);
  expect(missing).toEqual([]);
});
