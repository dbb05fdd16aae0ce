import { createRequire } from 'node:module';
import { relative, sep } from 'node:path';
import { fileURLToPath, URL } from 'node:url';

// A part of jest, found as jest finds it.
const require = createRequire(createRequire(import.meta.url).resolve('jest'));
const { default: Sequencer } = require('@jest/test-sequencer');

const TESTS = fileURLToPath(new URL('../..', import.meta.url));
/** Their files start processes and wait for clocks: minutes that nothing else fills when they come last. */
const LONG = ['chaos', 'inbound', 'workflows', 'browser', 'metrics'];

/** On a machine that has not run the tests before, jest knows no durations and goes by the size of the files. */
class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const isKnown = sorted.some(({ duration }) => duration !== undefined);
    return isKnown ? sorted : [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
}

function isLong({ path }) {
  return LONG.includes(relative(TESTS, path).split(sep)[0]);
}

export { LongestFirst as default };
