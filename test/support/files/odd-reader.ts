/** A reader process that never ends reading a text that says so. It writes its id to the file that the text names. */
import { writeFileSync } from 'node:fs';
import { readContent } from '../../../src/adapters/file-analysis/read-content.js';
import { readForParent } from '../../../src/adapters/file-analysis/read-for-parent.js';

await readForParent((file) => {
  const [, path] = /^never ends: (.+)$/u.exec(Buffer.from(file.content).toString('utf8')) ?? [];
  if (path === undefined) return readContent(file);
  writeFileSync(path, String(process.pid));
  for (;;);
});
