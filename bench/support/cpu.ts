import { readFileSync } from 'node:fs';
import { rounded } from './statistics.js';

/** proc(5): user and system time in ticks, hundredths of a second on every Linux there is. */
const MS_PER_TICK = 10;

/** Milliseconds of CPU that each process has used until now, by its name. Empty where there is no `/proc`. */
export function cpuMs(pids: Readonly<Record<string, number>>): Record<string, number> {
  const found = Object.entries(pids).map(([name, pid]) => [name, cpuMsOf(pid)] as const);
  return Object.fromEntries(found.flatMap(([name, ms]) => (ms === undefined ? [] : [[name, ms]])));
}

/** What each process has used between two readings, for each of `count` items. */
export function cpuPerItem(
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
  count: number,
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(after).map(([name, ms]) => [
      name,
      rounded((ms - (before[name] ?? 0)) / Math.max(1, count)),
    ]),
  );
}

function cpuMsOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
  } catch {
    return undefined;
  }
}
