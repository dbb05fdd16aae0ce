import { SAMPLES } from '../../src/cli/demo/samples.js';
import { waitUntil } from '../../src/dev/wait.js';
import { answerOf } from '../support/answer.js';
import type { Desk } from '../support/desk.js';
import { signIn } from '../support/holdfast.js';
import { inLanes } from '../support/lanes.js';
import type { Workbench } from '../support/workbench.js';
import { figuresOf, type StageFigures } from './figures.js';
import type { LoadReport, Stage } from './generator.js';
import type { Shares } from './mix.js';
import { runLoad } from './run-load.js';

/** Tickets that are there before anything is measured: a page of the list is full. */
const FIRST_TICKETS = 100;

const PATIENCE_MS = 180_000;

/** V8 takes its time, and so do pools. */
const WARM_UP_SECONDS = 8;

const CAPACITY_CONNECTIONS = 64;

/** A desk under load, and the tickets that are open on it. */
export class Target {
  private constructor(
    private readonly bench: Workbench,
    private readonly desk: Desk,
    private readonly shares: Shares,
    private numbers: readonly string[],
  ) {}

  static async prepare(bench: Workbench, desk: Desk, shares: Shares): Promise<Target> {
    const numbers: string[] = [];
    await inLanes([...Array(FIRST_TICKETS).keys()], 8, async (index) => {
      const body = SAMPLES[index % SAMPLES.length]!;
      numbers.push((await answerOf(desk.requester.POST('/api/v1/tickets', { body }))).number);
    });
    const target = new Target(bench, desk, shares, numbers);
    await waitUntil(() => numbers.every((number) => desk.sink.arrivals.has(number)), {
      ...{ what: 'the first tickets to be mailed', timeoutMs: PATIENCE_MS },
    });
    return target;
  }

  async run(connections: number, stages: readonly Stage[]): Promise<LoadReport> {
    const { api } = this.desk;
    const [staff, requester] = await Promise.all([signIn(api.url, 'admin'), signIn(api.url, 'alice')]);
    const { shares, numbers } = this;
    const plan = { url: api.url, staff, requester, connections, shares, numbers, stages };
    const report = await runLoad(this.bench, plan);
    this.numbers = report.numbers;
    return report;
  }

  /** As much as is answered where every connection asks anew as soon as it can. */
  async capacity(seconds: number): Promise<StageFigures> {
    const { stages } = await this.run(CAPACITY_CONNECTIONS, [
      { ratePerSecond: null, seconds: WARM_UP_SECONDS },
      { ratePerSecond: null, seconds },
    ]);
    return figuresOf(stages[1]!);
  }
}
