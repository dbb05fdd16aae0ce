import { availableParallelism } from 'node:os';

/**
 * Jest runs the TypeScript as ES modules, transformed by swc. Native ESM (`--experimental-vm-modules`, set by
 * test/run.ts) is what lets tests import the very files that `npm run dev` runs, `.js` suffixes and all.
 */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
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
  testTimeout: 600_000,
  // More files than processors: most of a file's time goes into waiting for servers and clocks. All share one MongoDB.
  maxWorkers: Math.min(8, availableParallelism() + 1),
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  reporters: ['default', '<rootDir>/test/support/closing-line-reporter.js'],
};
