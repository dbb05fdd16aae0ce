import { cpus, loadavg, release, totalmem } from 'node:os';

/** Where a figure was taken. No figure means anything without it. */
export function describeMachine() {
  const [first] = cpus();
  return {
    cpu: first?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memory_gb: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${release()} ${process.arch}`,
    node: process.version,
    /** Of the minute before the benchmark: much above 0 means that it did not have the machine to itself. */
    load_before: Math.round((loadavg()[0] ?? 0) * 100) / 100,
  };
}
