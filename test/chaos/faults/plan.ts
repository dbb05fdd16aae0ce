import type { Chance } from '../../../src/cli/simulate/chance.js';
import { PARTS, type PartName } from '../system/part.js';

/** What goes wrong. Everything is mended again before the fault is over. */
export type Fault =
  | { readonly kind: 'kill'; readonly part: PartName; readonly awayMs: number }
  | { readonly kind: 'freeze'; readonly part: PartName; readonly ms: number }
  | { readonly kind: 'smtp_refuses'; readonly ms: number }
  | { readonly kind: 'gemini_fails'; readonly requests: number }
  | { readonly kind: 'temporal_away'; readonly ms: number }
  | { readonly kind: 'mongod_in_transaction' }
  | { readonly kind: 'disk_full'; readonly part: 'worker-1' | 'worker-2'; readonly ms: number }
  | {
      readonly kind: 'clock_off';
      readonly part: 'api-1' | 'api-2';
      readonly byMs: number;
      readonly ms: number;
    };

export interface PlannedFault {
  /** So long after the fault before it is over. */
  readonly afterMs: number;
  readonly fault: Fault;
}

const KINDS: readonly (readonly [Fault['kind'], number])[] = [
  ['kill', 6],
  ['freeze', 3],
  ['smtp_refuses', 2],
  ['gemini_fails', 2],
  ['temporal_away', 1],
  ['mongod_in_transaction', 2],
  ['disk_full', 1],
  ['clock_off', 1],
];

/** The faults of a run: the first of each kind in an order by chance, then by weight. */
export function planFaults(chance: Chance, count: number): readonly PlannedFault[] {
  const fresh = [...KINDS];
  return Array.from({ length: count }, () => {
    const kind = chance.pick(fresh.length > 0 ? fresh : KINDS);
    const at = fresh.findIndex(([name]) => name === kind);
    if (at >= 0) fresh.splice(at, 1);
    return { afterMs: Math.round(chance.between(500, 4_000)), fault: faultOf(kind, chance) };
  });
}

function faultOf(kind: Fault['kind'], chance: Chance): Fault {
  const ms = (from: number, to: number): number => Math.round(chance.between(from, to));
  const oneOf = <T>(items: readonly T[]): T => chance.pick(items.map((item) => [item, 1] as const));
  switch (kind) {
    case 'kill':
      return { kind, part: oneOf(PARTS), awayMs: ms(0, 2_000) };
    case 'freeze':
      return { kind, part: oneOf(PARTS), ms: 5_000 };
    case 'smtp_refuses':
      return { kind, ms: ms(3_000, 8_000) };
    case 'gemini_fails':
      return { kind, requests: ms(10, 60) };
    case 'temporal_away':
      return { kind, ms: 20_000 };
    case 'mongod_in_transaction':
      return { kind };
    case 'disk_full':
      return { kind, part: oneOf(['worker-1', 'worker-2'] as const), ms: 8_000 };
    case 'clock_off': {
      const byMs = ms(10_000, 60_000) * (chance.happens(0.5) ? 1 : -1);
      return { kind, part: oneOf(['api-1', 'api-2'] as const), byMs, ms: 8_000 };
    }
  }
}

/** The fault in words. */
export function describeFault(fault: Fault): string {
  switch (fault.kind) {
    case 'kill':
      return `kill -9 ${fault.part}, away for ${fault.awayMs} ms`;
    case 'freeze':
      return `SIGSTOP ${fault.part} for ${fault.ms} ms`;
    case 'smtp_refuses':
      return `the mail server refuses everything for ${fault.ms} ms`;
    case 'gemini_fails':
      return `Gemini fails ${fault.requests} times`;
    case 'temporal_away':
      return `Temporal is away for ${fault.ms} ms`;
    case 'mongod_in_transaction':
      return 'kill -9 mongod in the middle of a transaction';
    case 'disk_full':
      return `the disk of ${fault.part} is full for ${fault.ms} ms`;
    case 'clock_off':
      return `the clock of ${fault.part} is off by ${fault.byMs} ms for ${fault.ms} ms`;
  }
}
