import { Agent, request } from 'node:http';
import { Arrivals } from './arrivals.js';
import { Mix, type Call, type Shares } from './mix.js';

/** So long an answer may take; then it counts as none. */
const TIMEOUT_MS = 30_000;

/** A stretch of load: so many requests a second, or as many as are answered where none are given. */
export interface Stage {
  readonly ratePerSecond: number | null;
  readonly seconds: number;
}

export interface LoadPlan {
  readonly url: string;
  /** Access tokens. */
  readonly staff: string;
  readonly requester: string;
  readonly connections: number;
  readonly shares: Shares;
  /** Tickets of the requester that are there already. */
  readonly numbers: readonly string[];
  /** One after the other without a pause. */
  readonly stages: readonly Stage[];
}

/** Of one stage; an entry of each list is one request, in the order of the answers. */
export interface StageReport {
  readonly seconds: number;
  /** When it was meant to be sent, in milliseconds from the start of the stage. */
  readonly atMs: number[];
  /** From then until the whole answer was there. */
  readonly latenciesMs: number[];
  /** 0 where none came. */
  readonly statuses: number[];
}

export interface LoadReport {
  readonly stages: readonly StageReport[];
  /** Tickets that are open now, as far as the generator has opened and cancelled them. */
  readonly numbers: readonly string[];
}

/** Sends what a plan says, over so many connections that are kept, from this process. */
export class Generator {
  private readonly agent: Agent;
  private readonly mix: Mix;
  private underWay = 0;

  constructor(private readonly plan: LoadPlan) {
    this.mix = new Mix(plan.shares, plan.numbers);
    this.agent = new Agent({
      keepAlive: true,
      maxSockets: plan.connections,
      maxFreeSockets: plan.connections,
      scheduling: 'fifo',
    });
  }

  async run(): Promise<LoadReport> {
    const reports: StageReport[] = [];
    for (const stage of this.plan.stages) reports.push(await this.runStage(stage));
    while (this.underWay > 0) await nextTurn();
    this.agent.destroy();
    return { stages: reports, numbers: this.mix.numbers };
  }

  /** Ends when its time is over; answers that are missing then are written into its report when they come. */
  private async runStage({ ratePerSecond, seconds }: Stage): Promise<StageReport> {
    const startMs = performance.now();
    const endMs = startMs + seconds * 1000;
    const report: StageReport = { seconds, atMs: [], latenciesMs: [], statuses: [] };
    const arrivals = ratePerSecond === null ? null : new Arrivals(ratePerSecond, startMs, endMs);
    for (let now = startMs; now < endMs; now = performance.now()) {
      const due = arrivals?.dueBy(now) ?? free(this.plan.connections - this.underWay, now);
      for (const at of due) void this.ask(this.mix.next(), at, startMs, report);
      await nextTurn();
    }
    return report;
  }

  private async ask(call: Call, at: number, startMs: number, report: StageReport): Promise<void> {
    this.underWay += 1;
    const { status, text } = await this.send(call).catch(() => ({ status: 0, text: '' }));
    this.underWay -= 1;
    report.atMs.push(round(at - startMs));
    report.latenciesMs.push(round(performance.now() - at));
    report.statuses.push(status);
    if (call.kind === 'create' && status === 201) this.mix.opened(JSON.parse(text).number);
  }

  private send({ method, path, by, body }: Call): Promise<{ status: number; text: string }> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = {
      authorization: `Bearer ${this.plan[by]}`,
      ...(text === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
    };
    return new Promise((resolve, reject) => {
      const options = { agent: this.agent, method, headers, timeout: TIMEOUT_MS };
      const sent = request(this.plan.url + path, options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
        );
      });
      sent.once('timeout', () => sent.destroy(new Error('no answer')));
      sent.once('error', reject);
      sent.end(text);
    });
  }
}

function free(connections: number, now: number): number[] {
  return Array<number>(Math.max(0, connections)).fill(now);
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1));
}

function round(ms: number): number {
  return Math.round(ms * 100) / 100;
}
