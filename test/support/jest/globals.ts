import type * as jestGlobals from '@jest/globals';

/** What jest gives to tests, without its clock, which only the files with a module graph of their own may move. */
export type Globals = Omit<typeof jestGlobals, 'jest'>;

/* Living bindings: `@jest/globals` is one module for all files of a process, and each file has its own. */
export let afterAll: Globals['afterAll'];
export let afterEach: Globals['afterEach'];
export let beforeAll: Globals['beforeAll'];
export let beforeEach: Globals['beforeEach'];
export let describe: Globals['describe'];
export let expect: Globals['expect'];
export let it: Globals['it'];
export let test: Globals['test'];

export function useGlobals(globals: Globals): void {
  ({ afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test } = globals);
}
