/**
 * The driver alone, for the record: the same transactions with no HTTP around them. Prints a load report as JSON.
 * Arguments: address of its database, callers at once, seconds, the texts as JSON, and seconds to warm up, not counted.
 */
import type { LoadReport } from '../support/load.js';
import { TwoDocumentStore } from './two-documents.js';

const [uri = '', callers = '16', seconds = '5', texts = '[]', warmUp = '0'] = process.argv.slice(2);
const samples = JSON.parse(texts) as { readonly title: string; readonly description: string }[];
const store = await TwoDocumentStore.open(uri);
let latenciesMs: number[] = [];

/** Returns how many seconds it took. */
async function runFor(wantedSeconds: number): Promise<number> {
  const begunAt = performance.now();
  const endsAt = begunAt + wantedSeconds * 1000;
  const call = async (): Promise<void> => {
    for (let turn = 0; performance.now() < endsAt; turn += 1) {
      const from = performance.now();
      await store.insert(samples[turn % samples.length]!);
      latenciesMs.push(Math.round((performance.now() - from) * 100) / 100);
    }
  };
  await Promise.all(Array.from({ length: Number(callers) }, call));
  return (performance.now() - begunAt) / 1000;
}

await runFor(Number(warmUp));
latenciesMs = [];
const startedAt = Date.now();
const took = await runFor(Number(seconds));
const report: LoadReport = {
  startedAt,
  seconds: took,
  statuses: { 201: latenciesMs.length },
  errors: 0,
  latenciesMs,
  numbers: [],
};
process.stdout.write(JSON.stringify(report));
await store.close();
