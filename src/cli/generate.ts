/** `npm run generate`: writes the files that are made of the code. They are committed; a test compares them. */
import { writeFile } from 'node:fs/promises';
import { committed, madeFiles, pathInProject } from './generate/made-files.js';

for (const file of await madeFiles()) {
  const isChanged = (await committed(file)) !== file.content;
  if (isChanged) await writeFile(pathInProject(file.path), file.content);
  console.log(`${file.path} ${isChanged ? 'written' : 'is up to date'}`);
}
