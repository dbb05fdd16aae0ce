import { fileURLToPath } from 'node:url';
import type { PythonTool } from '../support/python-tool.js';

/** What does the fuzzing. */
export const SCHEMATHESIS: PythonTool = {
  name: 'schemathesis',
  requirements: fileURLToPath(new URL('./requirements.txt', import.meta.url)),
  entry: 'from schemathesis.cli import schemathesis; schemathesis()',
  python: [3, 10],
  megabytes: 80,
};
