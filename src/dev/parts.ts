import type { DevConsole } from './console.js';
import { supervise, type Part, type SupervisedPart } from './supervise.js';

/** Everything that runs, in start order. It stops in reverse order. */
export interface Parts {
  /** Starts a part at its place in the order and keeps it running. */
  run(place: number, part: Part): Promise<void>;
  pids(): { readonly label: string; readonly pid: number | undefined }[];
  isStopping(): boolean;
  /** Cancels pending starts and stops what runs. */
  stop(): Promise<void>;
  kill(): void;
}

export function createParts({ report, progress }: DevConsole): Parts {
  const running = new Map<number, SupervisedPart>();
  const starting = new Set<Promise<SupervisedPart>>();
  const over = new AbortController();
  let stopping: Promise<void> | undefined;
  const inOrder = (): SupervisedPart[] => [...running].sort(([a], [b]) => a - b).map(([, part]) => part);

  const start = async (place: number, part: Part): Promise<void> => {
    over.signal.throwIfAborted();
    const beginning = supervise(part, report, over.signal);
    starting.add(beginning);
    try {
      running.set(place, await beginning);
    } finally {
      starting.delete(beginning);
    }
  };
  const stopAll = async (): Promise<void> => {
    over.abort();
    await Promise.allSettled(starting);
    for (const part of inOrder().reverse()) {
      const startedAt = Date.now();
      await part.stop();
      report(`${part.label} stopped (${seconds(startedAt)} s)`);
    }
  };
  return {
    run: async (place, part) => {
      const startedAt = Date.now();
      const tick = setInterval(
        () => progress(part.label, `starting ${part.label}: ${seconds(startedAt)} s`),
        500,
      );
      try {
        await start(place, part);
        report(`${part.label} is up (${seconds(startedAt)} s)`);
      } finally {
        clearInterval(tick);
        progress(part.label, undefined);
      }
    },
    pids: () => inOrder().map((part) => ({ label: part.label, pid: part.pid() })),
    isStopping: () => over.signal.aborted,
    stop: () => (stopping ??= stopAll()),
    kill: () => inOrder().forEach((part) => part.kill()),
  };
}

/** Elapsed time in seconds for a person: "1.4". */
export function seconds(since: number): string {
  return ((Date.now() - since) / 1000).toFixed(1);
}
