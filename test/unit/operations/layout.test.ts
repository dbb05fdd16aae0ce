import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';

/** More than these side by side are not found by looking. */
const MOST_FILES = 25;

/** Data, one file a case. */
const CASES = ['test/mails', 'test/replay/histories'];

function foldersBelow(folder: string): readonly string[] {
  const below = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [folder, ...below.flatMap(({ name }) => foldersBelow(join(folder, name)))];
}

it.each(['src', 'workflows', 'activities', 'test', 'bench', 'docs'])('no folder of %s is crowded', (root) => {
  const crowded = foldersBelow(root)
    .filter((folder) => !CASES.includes(folder))
    .map((folder) => ({
      folder,
      files: readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile()).length,
    }))
    .filter(({ files }) => files > MOST_FILES);
  expect(crowded).toEqual([]);
});
