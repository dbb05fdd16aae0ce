/** `npm run simulate`: a year of tickets through the SLA rules, in seconds. */
import { open } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { CSV_HEAD, csvLine, Report } from './simulate/report.js';
import { simulate } from './simulate/simulate.js';
import { CommandError, runCommand } from './support/run-command.js';

const HELP = `Runs a year of generated tickets through the SLA rules on a simulated clock. It needs no server and stores nothing.
Each ticket runs under the default policy around the clock, and under the same targets in office hours.

npm run simulate -- [options]
  --tickets <number>  how many, 1 to 1000000 (default: 20000)
  --seed <number>     selects the year; the same number gives the same tickets (default: 1)
  --rules             also runs each ticket under the policy that ordered rules choose: VIPs, then mails, then the rest
  --csv <file>        also writes each ticket under each policy to this file
  --help              this text`;

const MAX_TICKETS = 1_000_000;
const MAX_SEED = 2 ** 31 - 1;
/** Lines written at a time. */
const CSV_LINES = 5_000;

await runCommand(async () => {
  const options = readOptions();
  if (options === null) {
    console.log(HELP);
    return 0;
  }
  const { tickets, seed, csv, byRules } = options;
  const report = new Report();
  const file = csv === undefined ? null : await open(csv, 'w').catch(notWritable);
  try {
    await file?.write(CSV_HEAD);
    let lines: string[] = [];
    for (const ticket of simulate(tickets, seed, { byRules })) {
      report.add(ticket);
      if (file === null) continue;
      lines.push(csvLine(ticket));
      if (lines.length < CSV_LINES) continue;
      await file.write(lines.join(''));
      lines = [];
    }
    await file?.write(lines.join(''));
  } finally {
    await file?.close();
  }
  console.log(report.lines().join('\n'));
  return 0;
});

function readOptions() {
  const { values } = parseArgs({
    options: {
      tickets: { type: 'string', default: '20000' },
      seed: { type: 'string', default: '1' },
      csv: { type: 'string' },
      rules: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) return null;
  return {
    tickets: wholeNumber('--tickets', values.tickets, 1, MAX_TICKETS),
    seed: wholeNumber('--seed', values.seed, 0, MAX_SEED),
    csv: values.csv,
    byRules: values.rules,
  };
}

function wholeNumber(option: string, text: string, min: number, max: number): number {
  const value = /^\d+$/u.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw new CommandError(`${option} must be a whole number from ${min} to ${max}.`);
}

function notWritable(error: unknown): never {
  const reason = error instanceof Error ? error.message : String(error);
  throw new CommandError(`The CSV file cannot be written: ${reason}.`);
}
