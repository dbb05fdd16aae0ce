import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from '@jest/globals';
import { builtConsole } from '../../support/console/build.js';

const KB = 1024;

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
}

let directory: string;
let chunks: Readonly<Record<string, Chunk>>;
beforeAll(async () => {
  ({ directory } = await builtConsole());
  chunks = JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8'));
});

/** The compressed JavaScript of modules with everything that they import. */
function sizeOf(...modules: readonly string[]): number {
  const files = new Set<string>();
  const collect = (name: string): void => {
    const chunk = chunks[name]!;
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    chunk.imports?.forEach(collect);
  };
  modules.forEach(collect);
  const gzipped = (file: string) => statSync(join(directory, `${file}.gz`), { throwIfNoEntry: false });
  return [...files].reduce(
    (sum, file) => sum + (gzipped(file)?.size ?? statSync(join(directory, file)).size),
    0,
  );
}

const SIGNED_IN = ['index.html', 'app/signed-in.tsx', 'texts/hi.ts'];

/** The texts that the router loads with a screen. */
const TEXTS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/my-tickets|submit|knowledge|profile/u, ['texts/home/hi.ts']],
  [/features\/(?:ticket|compose)\//u, ['texts/work/hi.ts']],
];

it('has at most 150 KB of JavaScript for the first route', () => {
  expect(sizeOf('index.html', 'texts/hi.ts')).toBeLessThanOrEqual(150 * KB);
  expect(sizeOf(...SIGNED_IN, 'features/queue/queue-screen.tsx')).toBeLessThanOrEqual(150 * KB);
});

it('has at most 250 KB for any route', () => {
  const screens = Object.keys(chunks).filter((name) => name.endsWith('-screen.tsx'));
  expect(screens.length).toBeGreaterThan(0);
  for (const screen of screens) {
    const shared = TEXTS.find(([name]) => name.test(screen))?.[1] ?? [];
    // Some features load texts of their own.
    const own = [screen.replace(/[^/]+$/u, 'texts/hi.ts')].filter((name) => chunks[name] !== undefined);
    const parts = [...shared, ...own, 'ui/blocks/markdown.tsx', 'ui/menu/open-menu.tsx'];
    expect(sizeOf(...SIGNED_IN, screen, ...parts)).toBeLessThanOrEqual(250 * KB);
  }
});
