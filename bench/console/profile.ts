import type { CDPSession } from 'playwright-core';
import { rounded } from '../support/statistics.js';

const SHOWN = 40;

export async function startProfile(session: CDPSession): Promise<void> {
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 200 });
  await session.send('Profiler.start');
}

/** Returns the functions of the page that took longest: ms of their own, and ms with what they called. */
export async function endProfile(session: CDPSession): Promise<string> {
  const { profile } = await session.send('Profiler.stop');
  const { nodes, samples = [], timeDeltas = [] } = profile;
  const ownMs = new Map<number, number>();
  samples.forEach((id, index) => ownMs.set(id, (ownMs.get(id) ?? 0) + (timeDeltas[index] ?? 0) / 1_000));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const [own, all] = [new Map<string, number>(), new Map<string, number>()];
  const add = (sums: Map<string, number>, name: string, ms: number) =>
    sums.set(name, (sums.get(name) ?? 0) + ms);
  const walk = (id: number, above: ReadonlySet<string>): number => {
    const node = byId.get(id);
    if (node === undefined) return 0;
    const { functionName, url } = node.callFrame;
    const name = `${functionName || 'anonymous'} ${url.slice(url.lastIndexOf('/') + 1)}`;
    const inner = new Set([...above, name]);
    const mine = ownMs.get(id) ?? 0;
    const total = (node.children ?? []).reduce((sum, child) => sum + walk(child, inner), mine);
    add(own, name, mine);
    // A recursion is counted once.
    if (!above.has(name)) add(all, name, total);
    return total;
  };
  walk(nodes[0]?.id ?? 0, new Set());
  const lines = (sums: ReadonlyMap<string, number>) =>
    [...sums].sort(([, one], [, other]) => other - one).slice(0, SHOWN);
  const shown = (title: string, sums: ReadonlyMap<string, number>) =>
    [title, ...lines(sums).map(([name, ms]) => `${String(rounded(ms, 0)).padStart(7)} ${name}`)].join('\n');
  return `${shown('ms of their own', own)}\n${shown('ms in all', all)}`;
}
