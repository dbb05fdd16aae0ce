import { setTimeout as sleep } from 'node:timers/promises';

export interface WaitOptions {
  /** Description of the awaited state for the error: "mongod to listen on port 27018". */
  readonly what: string;
  readonly timeoutMs: number;
  readonly everyMs?: number;
  /** Ends the wait early with its error, for instance because the process in question is gone. */
  readonly failed?: () => Error | undefined;
}

/**
 * Polls `check` until it returns true.
 * @throws Error after `timeoutMs`, or whatever `failed` returns.
 */
export async function waitUntil(
  check: () => boolean | Promise<boolean>,
  options: WaitOptions,
): Promise<void> {
  const deadline = Date.now() + options.timeoutMs;
  for (;;) {
    if (await check()) return;
    const failure = options.failed?.();
    if (failure !== undefined) throw failure;
    if (Date.now() >= deadline) {
      throw new Error(
        `waited ${(options.timeoutMs / 1000).toFixed(0)} s for ${options.what} without success`,
      );
    }
    await sleep(options.everyMs ?? 25);
  }
}
