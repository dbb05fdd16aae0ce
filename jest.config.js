import { availableParallelism } from 'node:os';

/** Files that move the clock (`jest.useFakeTimers`), which would move it for everything else in their process. */
const MOVING_THE_CLOCK = [
  '**/test/limits/sliding-window.test.ts',
  '**/test/limits/sign-in-guard.test.ts',
  '**/test/unit/share-answer.test.ts',
];

const common = {
  roots: ['<rootDir>/test'],
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/support/jest/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/jest/global-teardown.ts',
};

/** Node imports these files itself, and the files of a process share what they import. */
const native = {
  ...common,
  displayName: 'native',
  testMatch: ['**/*.test.ts', ...MOVING_THE_CLOCK.map((file) => `!${file}`)],
  runtime: '<rootDir>/test/support/jest/native-runtime.ts',
  transform: {},
};

/** Jest's own runtime, which links all modules anew for each file (`--experimental-vm-modules`, set by test/run.ts). */
const isolated = {
  ...common,
  displayName: 'isolated',
  testMatch: MOVING_THE_CLOCK,
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
};

export default {
  projects: [native, isolated],
  testTimeout: 600_000,
  testSequencer: '<rootDir>/test/support/jest/longest-first.js',
  // More files than processors: most of a file's time goes into waiting for servers and clocks. All share one MongoDB.
  maxWorkers: Math.min(8, availableParallelism() + 1),
  reporters: ['default', '<rootDir>/test/support/closing-line-reporter.js'],
};
