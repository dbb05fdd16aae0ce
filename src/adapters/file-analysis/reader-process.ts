/** The script of a process that reads files. `FileReaderPool` starts it. */
import { readContent } from './read-content.js';
import { readForParent } from './read-for-parent.js';

await readForParent(readContent);
process.exit(0);
