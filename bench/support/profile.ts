import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Workbench } from './workbench.js';

interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

const NOT_WORK = new Set(['(idle)', '(program)', '(root)']);

/** Arguments that make node write a profile into `dir` when it ends. */
export const PROFILED = (dir: string): readonly string[] => [
  '--cpu-prof',
  `--cpu-prof-dir=${dir}`,
  '--cpu-prof-interval=500',
];

/** Where the processes of a workbench have spent their time: by package or room, then the functions that took most by themselves. */
export function printProfiles(bench: Pick<Workbench, 'dir' | 'subdirectory'>): void {
  const dir = bench.subdirectory('profile');
  for (const file of readdirSync(dir).filter((name) => name.endsWith('.cpuprofile'))) {
    const profile = JSON.parse(readFileSync(join(dir, file), 'utf8')) as CpuProfile;
    for (const line of [`${file}:`, ...summarize(profile, join(bench.dir, 'build'))]) console.log(line);
  }
}

function summarize(profile: CpuProfile, buildDir: string): string[] {
  const selfUs = new Map<number, number>();
  profile.samples.forEach((id, index) => {
    selfUs.set(id, (selfUs.get(id) ?? 0) + (profile.timeDeltas[index] ?? 0));
  });
  const byRoom = new Map<string, number>();
  const byFunction = new Map<string, number>();
  let busyUs = 0;
  let idleUs = 0;
  for (const { id, callFrame } of profile.nodes) {
    const us = selfUs.get(id) ?? 0;
    if (NOT_WORK.has(callFrame.functionName)) {
      if (callFrame.functionName === '(idle)') idleUs += us;
      continue;
    }
    busyUs += us;
    const place = placeOf(callFrame.url, buildDir);
    add(byRoom, roomOf(place, callFrame.functionName), us);
    add(byFunction, `${callFrame.functionName || '(anonymous)'}  ${place}:${callFrame.lineNumber + 1}`, us);
  }
  const share = ([name, us]: [string, number]) =>
    `  ${((us / busyUs) * 100).toFixed(1).padStart(5)} %  ${name}`;
  return [
    `  busy ${(busyUs / 1e6).toFixed(1)} s, idle ${(idleUs / 1e6).toFixed(1)} s`,
    ...top(byRoom, 20).map(share),
    '  by function, own time:',
    ...top(byFunction, 40).map(share),
  ];
}

function add(sums: Map<string, number>, key: string, us: number): void {
  sums.set(key, (sums.get(key) ?? 0) + us);
}

function top(sums: ReadonlyMap<string, number>, count: number): [string, number][] {
  return [...sums].sort(([, a], [, b]) => b - a).slice(0, count);
}

function placeOf(url: string, buildDir: string): string {
  const path = url.replace(/^file:\/\//, '');
  const index = path.lastIndexOf('/node_modules/');
  if (index >= 0) return path.slice(index + '/node_modules/'.length);
  return path.startsWith('/') ? relative(buildDir, path) : path;
}

function roomOf(place: string, functionName: string): string {
  if (place === '') return functionName;
  if (place.startsWith('node:')) return place.split('/').slice(0, 2).join('/');
  const depth = place.startsWith('@') || place.startsWith('js/') ? 3 : 1;
  return place.split('/').slice(0, depth).join('/');
}
