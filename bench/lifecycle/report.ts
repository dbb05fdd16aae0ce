import { table } from '../../src/cli/support/table.js';
import type { describeMachine } from '../support/machine.js';
import { say, writeResult } from '../support/results.js';
import { meanOf, rounded, spreadOf } from '../support/statistics.js';
import type { HistoryFigures } from './histories.js';
import type { Measured, Plan } from './measure.js';
import type { timesToAssignment } from './time-to-assignment.js';
import { WHOLE_LIFE_LIMIT } from './whole-life.js';

function summarize({ many, single, cpu }: Measured) {
  const seconds = many.reduce((sum, stretch) => sum + stretch.seconds, 0);
  const latencies = many.flatMap(({ latenciesMs }) => latenciesMs);
  return {
    per_second: rounded(latencies.length / seconds),
    ...spreadOf(latencies),
    one_at_a_time: spreadOf(single.flatMap(({ latenciesMs }) => latenciesMs)),
    cpu_ms_per_life: Object.fromEntries(
      Object.keys(cpu[0] ?? {}).map((name) => [name, rounded(meanOf(cpu.map((round) => round[name] ?? 0)))]),
    ),
  };
}

export function report(
  plan: Plan,
  machine: ReturnType<typeof describeMachine>,
  measured: Record<'ours' | 'floor', Measured>,
  {
    wholeLife,
    assignment,
    ...histories
  }: Record<'ours' | 'floor', HistoryFigures> & {
    readonly wholeLife: number;
    readonly assignment: ReturnType<typeof timesToAssignment>;
  },
  mails: { readonly tickets: number; readonly mailed_once: number },
): void {
  const [ours, floor] = [summarize(measured.ours), summarize(measured.floor)];
  const ratio = rounded(ours.per_second / floor.per_second);
  const rounds = measured.ours.many.map((stretch, index) => {
    const beside = measured.floor.many[index]?.per_second ?? stretch.per_second;
    return {
      ours: rounded(stretch.per_second),
      floor: rounded(beside),
      ratio: rounded(stretch.per_second / beside),
    };
  });
  const rows = Object.entries({ ours, floor }).map(([name, figures]) => {
    const { activities, events, workflow_tasks } = histories[name === 'ours' ? 'ours' : 'floor'];
    const { per_second, p50_ms, p99_ms, one_at_a_time } = figures;
    const latencies = [p50_ms, p99_ms, one_at_a_time.p50_ms, one_at_a_time.p99_ms];
    return [name, ...[per_second, ...latencies, activities, events, workflow_tasks].map(String)];
  });
  const head = ['lifecycle', 'per s', 'p50 ms', 'p99 ms', 'p50 ms c=1', 'p99 ms c=1'];
  for (const line of table([...head, 'activities', 'events', 'tasks'], rows)) console.log(line);
  console.log(`ratio ours/floor ${ratio} (by round: ${rounds.map((round) => round.ratio).join(' ')})`);
  console.log(`CPU ms per life, ours:  ${JSON.stringify(ours.cpu_ms_per_life)}`);
  console.log(`CPU ms per life, floor: ${JSON.stringify(floor.cpu_ms_per_life)}`);
  for (const [way, { ours_ms, floor_ms, ratio: share }] of Object.entries(assignment)) {
    console.log(`p50 to assignment, ${way}: ours ${ours_ms} ms, floor ${floor_ms} ms, ratio ${share}`);
  }
  console.log(`history events of a whole life, to its close: ${wholeLife} (below ${WHOLE_LIFE_LIMIT})`);
  console.log(`mails: ${JSON.stringify(mails)}`);
  const file = writeResult({
    ...{ name: 'lifecycle', unit: 'workflows/s', ours: ours.per_second, floor: floor.per_second, ratio },
    ...{ p50_ms: ours.p50_ms, p99_ms: ours.p99_ms, machine, at: new Date().toISOString() },
    details: {
      activities_per_ticket: histories.ours.activities,
      history_events_per_ticket: histories.ours.events,
      history_events_per_whole_life: wholeLife,
      time_to_assignment: assignment,
      ...{ plan, rounds, figures: { ours, floor }, mails, histories },
    },
  });
  say(`written to ${file}`);
}
