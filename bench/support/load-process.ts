/** The load generator: puts one plan into effect and prints what it saw as JSON. A process of its own. */
import autocannon from 'autocannon';
import type { LoadPlan, LoadReport } from './load.js';

const plan = JSON.parse(process.argv[2] ?? '') as LoadPlan;
const statuses: Record<string, number> = {};
const latenciesMs: number[] = [];
const numbers: string[] = [];
let errors = 0;

const read = (status: number, body: string): void => {
  if (status === 201) numbers.push(JSON.parse(body).number);
};

const startedAt = Date.now();
const settleMs = (plan.settleSeconds ?? 0) * 1000;
const countedFrom = performance.now() + settleMs;
let lastAnswerAt = countedFrom;
const options = {
  url: plan.url,
  method: 'POST',
  headers: { 'content-type': 'application/json', ...plan.headers },
  connections: plan.connections,
  sampleInt: 200,
  timeout: 30,
  requests: plan.bodies.map((body) => ({
    body,
    ...(plan.collectNumbers === true ? { onResponse: read } : {}),
  })),
  ...(plan.amount === undefined ? { duration: plan.seconds + settleMs / 1000 } : { amount: plan.amount }),
} satisfies autocannon.Options;

const instance = autocannon(options, (error: unknown) => {
  if (error instanceof Error) throw error;
  const seconds = (lastAnswerAt - countedFrom) / 1000;
  const report: LoadReport = { startedAt, seconds, statuses, errors, latenciesMs, numbers };
  process.stdout.write(JSON.stringify(report));
});
instance.on('response', (_client, status, _bytes, ms) => {
  const now = performance.now();
  // What is not a 201 is told whenever it comes.
  if (now < countedFrom && status === 201) return;
  lastAnswerAt = now;
  statuses[status] = (statuses[status] ?? 0) + 1;
  latenciesMs.push(Math.round(ms * 100) / 100);
});
instance.on('reqError', () => {
  errors += 1;
});
