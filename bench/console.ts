import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs, promisify } from 'node:util';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../src/app/operations/seed.js';
import { HAS_CHROMIUM, startChromium } from '../test/support/servers/chromium.js';
import { openChanges, type Changes } from './console/changes.js';
import { observePage, readSeen, throttleCpu } from './console/observer.js';
import { endProfile, startProfile } from './console/profile.js';
import { loadedScriptKb } from './console/script-sizes.js';
import { growTo, openArchive } from './growth/seed.js';
import { clientOf, startApi, type RunningApi } from './support/holdfast.js';
import { REPOSITORY } from './support/build.js';
import { describeMachine } from './support/machine.js';
import { countOf } from './support/options.js';
import { areKept, say, writeResult } from './support/results.js';
import { medianOf, rounded } from './support/statistics.js';
import { Workbench } from './support/workbench.js';

export const CONSOLE_HELP = `The console in Chromium with a slowed CPU, on many open tickets.

npm run bench -- console [options]
  --tickets <n>   open tickets (default 10000)
  --rounds <n>    loads of the list; their median counts (default 5)
  --throttle <n>  how many times slower the CPU is (default 4)
  --rate <n>      live changes a second (default 20)
  --seconds <n>   of changes without a person, to count renders (default 10)
  --presses <n>   keys that are pressed during the changes (default 60)
  --profile       names the functions that take longest while keys are pressed`;

const FIRST_ROUTE_KB = 150;
const ANY_ROUTE_KB = 250;
const ROWS_MS = 2_000;
const LCP_MS = 2_500;
const MAX_CLS = 0.1;
const INP_MS = 200;
const RENDERS_PER_SECOND = 4;
/** Nothing is shifted or painted later than this after the rows. */
const SETTLE_MS = 2_000;
/** Faster than people type. */
const PRESS_EVERY_MS = 120;
/** Of all tickets that take turns in changes: about three screens of rows. */
const CHANGED_TICKETS = 60;

/** Screens of a moderator with what they load at most. `{ticket}` is a ticket number. */
const STAFF_ROUTES = ['/queue/open', '/tickets/{ticket}', '/articles', '/notifications', '/profile'];
const REQUESTER_ROUTES = ['/my-tickets', '/tickets/{ticket}', '/ask', '/articles', '/profile'];

type Options = ReturnType<typeof readOptions>;

interface Bench {
  readonly browser: Browser;
  readonly api: RunningApi;
  readonly consoleDir: string;
  readonly options: Options;
}

/** @returns false if the console is too large or too slow. */
export async function consoleBench(args: readonly string[]): Promise<boolean> {
  const options = readOptions(args);
  if (!HAS_CHROMIUM) throw new Error('There is no Chromium on PATH. Install it: apt-get install chromium.');
  const machine = describeMachine();
  return Workbench.use(async (bench) => {
    const consoleDir = bench.subdirectory('console');
    const env = { ...process.env, CONSOLE_DIR: consoleDir };
    const flags = options.isProfiled ? ['--compress', '--readable'] : ['--compress'];
    const build = ['--import', 'tsx', 'web/build/run.ts', ...flags];
    await promisify(execFile)(process.execPath, build, { env, cwd: REPOSITORY });
    const mongoUri = (await bench.mongod())('console');
    const api = await startApi(bench, { mongoUri, consoleDir });
    const { model } = await fill(api, mongoUri, options.tickets);
    const changes = await openChanges(mongoUri, CHANGED_TICKETS);
    const browser = await startChromium();
    try {
      const figures = await measure({ browser, api, consoleDir, options }, changes, model);
      console.log(JSON.stringify(figures, null, 2));
      const isRight = judge(figures);
      const file = writeResult({
        ...{ name: 'console', unit: 'ms', ours: figures.rows_ms, floor: ROWS_MS },
        ratio: rounded(figures.rows_ms / ROWS_MS),
        ...{ p50_ms: figures.rows_ms, p99_ms: figures.inp_ms, machine, at: new Date().toISOString() },
        details: { options, is_right: isRight, ...figures },
      });
      say(`written to ${file}`);
      return isRight;
    } finally {
      await browser.close();
      await changes.close();
    }
  });
}

/** All tickets are open, so that they are in one list. Returns the number of one of them. */
async function fill(api: RunningApi, mongoUri: string, tickets: number): Promise<{ readonly model: string }> {
  const archive = await openArchive(mongoUri, await clientOf(api, 'alice'));
  await growTo(archive, tickets);
  await archive.connection
    .collection('tickets')
    .updateMany({}, { $set: { status: 'in_progress', closedAt: null } });
  await archive.close();
  return { model: String(archive.model['number']) };
}

async function measure({ browser, api, consoleDir, options }: Bench, changes: Changes, ticket: string) {
  const scripts: Record<string, number> = {};
  for (const [name, routes] of [
    ['maya', STAFF_ROUTES],
    ['alice', REQUESTER_ROUTES],
  ] as const) {
    const { page, close } = await signedIn(browser, api, name);
    for (const route of routes) {
      await page.goto(api.url + route.replace('{ticket}', ticket));
      await page.locator('main#main h1').first().waitFor();
      await page.waitForLoadState('networkidle');
      scripts[`${name} ${route}`] = await loadedScriptKb(page, consoleDir);
    }
    await close();
  }
  const { page, close } = await signedIn(browser, api, 'maya');
  const session = await observePage(page);
  await throttleCpu(session, options.throttle);
  const loads: Awaited<ReturnType<typeof load>>[] = [];
  for (let round = 0; round < options.rounds; round += 1) loads.push(await load(page, api));
  const live = await underChanges(page, session, changes, options);
  await close();
  const over = (pick: (load: (typeof loads)[number]) => number) => rounded(medianOf(loads.map(pick)));
  return {
    scripts_kb: scripts,
    rows_ms: over(({ rowsMs }) => rowsMs),
    rows_by_round_ms: loads.map(({ rowsMs }) => Math.round(rowsMs)),
    lcp_ms: over(({ lcpMs }) => lcpMs),
    cls: rounded(Math.max(...loads.map(({ cls }) => cls), live.cls), 3),
    inp_ms: live.inp_ms,
    /** Of the slowest interaction without its paint: what the console itself adds. */
    script_ms: live.script_ms,
    interactions: live.interactions,
    slowest_interactions: live.slowest,
    renders_per_second: live.renders_per_second,
    changes_per_second: live.changes_per_second,
  };
}

/** A page of a person, in a context of its own. Production offers no demo accounts, so the password is typed. */
async function signedIn(browser: Browser, { url }: RunningApi, name: 'maya' | 'alice') {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 844 },
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  const page = await context.newPage();
  await page.goto(url);
  await page.getByLabel('E-mail address').fill(`${name}@holdfast.local`);
  await page.getByLabel('Password').fill(DEMO_PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('main#main h1').first().waitFor();
  return { page, close: () => context.close() };
}

/** Loads the list of all open tickets, with what the browser has in its cache. */
async function load(page: Page, { url }: RunningApi) {
  await page.goto(`${url}/queue/open`);
  await page.getByRole('grid').getByRole('link').first().waitFor();
  await delay(SETTLE_MS);
  const { rowsMs, ...rest } = await readSeen(page);
  return { ...rest, rowsMs: rowsMs ?? Number.NaN };
}

/** Tickets change all the time: first the page is left alone, then a person works in it. */
async function underChanges(page: Page, session: CDPSession, changes: Changes, options: Options) {
  const { rate, seconds, presses, isProfiled } = options;
  changes.start(rate);
  const startedAt = performance.now();
  await delay(2_000);
  const [before, from] = [await readSeen(page), performance.now()];
  await delay(seconds * 1_000);
  const renders = (await readSeen(page)).renders - before.renders;
  const perSecond = renders / ((performance.now() - from) / 1_000);
  if (isProfiled) await startProfile(session);
  await page.getByRole('grid').focus();
  for (let press = 0; press < presses; press += 1) {
    await page.keyboard.press(press % 7 === 6 ? 'x' : press % 11 === 10 ? 'PageDown' : 'j');
    await delay(PRESS_EVERY_MS);
  }
  if (isProfiled) console.log(await endProfile(session));
  await page.getByRole('grid').getByRole('checkbox').nth(3).click();
  await page.getByRole('grid').getByRole('link').nth(2).click();
  const text = page.getByRole('form').getByRole('textbox');
  await text.click();
  await text.pressSequentially('We have seen it and look into it.', { delay: PRESS_EVERY_MS });
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').pressSequentially('unass', { delay: PRESS_EVERY_MS });
  const changed = await changes.stop();
  const took = (performance.now() - startedAt) / 1_000;
  await delay(500);
  const { interactions, cls } = await readSeen(page);
  const slowest = Object.values(interactions).sort((one, other) => other.ms - one.ms);
  return {
    cls,
    // Of fewer than fifty interactions the slowest counts, then one in fifty is left out.
    inp_ms: slowest[Math.floor(slowest.length / 50)]?.ms ?? 0,
    slowest: slowest.slice(0, 8),
    interactions: slowest.length,
    script_ms: Math.max(0, ...slowest.map(({ waitMs, workMs }) => waitMs + workMs)),
    renders_per_second: rounded(perSecond),
    changes_per_second: rounded(changed / took),
  };
}

function judge(figures: Awaited<ReturnType<typeof measure>>): boolean {
  const { rows_ms: rows, lcp_ms: lcp, cls, inp_ms: inp, renders_per_second: renders } = figures;
  const first = Math.max(
    figures.scripts_kb['maya /queue/open'] ?? 0,
    figures.scripts_kb['alice /my-tickets'] ?? 0,
  );
  const any = Math.max(...Object.values(figures.scripts_kb));
  return areKept({
    [`the first route has at most ${FIRST_ROUTE_KB} KB of scripts: ${first}`]: first <= FIRST_ROUTE_KB,
    [`any route has at most ${ANY_ROUTE_KB} KB of scripts: ${any}`]: any <= ANY_ROUTE_KB,
    [`rows are there after ${ROWS_MS} ms: ${rows}`]: rows <= ROWS_MS,
    [`the largest paint is after at most ${LCP_MS} ms: ${lcp}`]: lcp <= LCP_MS,
    [`the layout shifts by at most ${MAX_CLS}: ${cls}`]: cls <= MAX_CLS,
    [`an interaction takes at most ${INP_MS} ms: ${inp}`]: inp <= INP_MS,
    [`at most ${RENDERS_PER_SECOND} renders a second: ${renders}`]: renders <= RENDERS_PER_SECOND,
  });
}

function readOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      tickets: { type: 'string', default: '10000' },
      rounds: { type: 'string', default: '5' },
      throttle: { type: 'string', default: '4' },
      rate: { type: 'string', default: '20' },
      seconds: { type: 'string', default: '10' },
      presses: { type: 'string', default: '60' },
      profile: { type: 'boolean', default: false },
    },
  });
  return {
    tickets: countOf('tickets', values.tickets, 100),
    rounds: countOf('rounds', values.rounds),
    throttle: countOf('throttle', values.throttle, 1, 20),
    rate: countOf('rate', values.rate),
    seconds: countOf('seconds', values.seconds),
    presses: countOf('presses', values.presses),
    isProfiled: values.profile,
  };
}
