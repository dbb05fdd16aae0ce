/**
 * `npm run check:console`: axe and pictures of every screen of the console, light and dark, wide and narrow. `--update`
 * takes the pictures as they are now, `--only <name>` checks the screens with this in their name.
 */
import { parseArgs } from 'node:util';
import { findTestBinaries, runJest } from '../support/jest/run-jest.js';
import { HAS_CHROMIUM } from '../support/servers/chromium.js';

const { values } = parseArgs({
  options: { update: { type: 'boolean', default: false }, only: { type: 'string', default: '' } },
});

if (HAS_CHROMIUM) {
  process.env['CHECK_CONSOLE_UPDATE'] = String(values.update);
  process.env['CHECK_CONSOLE_ONLY'] = values.only;
  const match = ['--forceExit', '--selectProjects', 'native', '--testMatch', '**/test/console/check.ts'];
  const { exitCode } = await runJest(await findTestBinaries(), match);
  process.exitCode = exitCode;
} else {
  process.stderr.write('There is no Chromium on PATH. Install it: apt-get install chromium.\n');
  process.exitCode = 1;
}
