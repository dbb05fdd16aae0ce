import { addressesOf, checkGivenAddresses, environmentOf, wishedPorts, type Addresses } from './addresses.js';
import { runScript, startApp, type AppSpec } from './app.js';
import { banner } from './banner.js';
import { findBinaries } from './binaries/find-binaries.js';
import { reasonOf } from './dev-error.js';
import type { DevOptions } from './options.js';
import { seconds, type Parts } from './parts.js';
import { logFile } from './processes/log-file.js';
import { endLeftOver } from './processes/run-file.js';
import { startInbox } from './servers/inbox.js';
import { startMongod } from './servers/mongod.js';
import { checkPorts } from './servers/ports.js';
import type { RunningServer } from './servers/server.js';
import { startTemporal } from './servers/temporal.js';

/** Brings everything up, servers first; what can fail soon is looked at before what takes long. */
export async function startAll(options: DevOptions, parts: Parts, startedAt: number): Promise<void> {
  const { report, progress } = options.console;
  const names = ['worker', 'api', 'inbox', 'temporal', 'mongod', ...options.apps.map((app) => app.name)];
  await Promise.all([...new Set(names)].map((name) => endLeftOver(options.dataDir, name, report)));
  await checkPorts(wishedPorts(options));
  await checkGivenAddresses(options);
  const binaries = await findBinaries({
    mongod: options.mongo.uri === undefined,
    temporal: options.temporal.address === undefined,
    mongodNamed: options.mongo.binary,
    temporalNamed: options.temporal.binary,
    cacheDir: options.cacheDir,
    report,
    progress,
  });
  const addresses = addressesOf(options);
  const around = {
    dataDir: options.dataDir,
    cwd: options.cwd,
    env: environmentOf(options, addresses),
    report,
  };
  const buildConsole = async (): Promise<void> => {
    if (options.consoleScript !== undefined) await runScript('console', options.consoleScript, around);
  };
  const seed = async (): Promise<void> => {
    if (options.seedScript !== undefined) await runScript('seed', options.seedScript, around);
  };
  // The API serves it as soon as it is there.
  const builtConsole = buildConsole();
  // Awaited below, unless a server fails before.
  builtConsole.catch(() => undefined);
  await Promise.all([
    runMongod(options, parts, binaries.mongod).then(seed),
    runTemporal(options, parts, binaries.temporal),
    runInbox(options, parts),
  ]);
  const startAppAt = (app: AppSpec): Promise<void> =>
    run(options, parts, 3 + options.apps.indexOf(app), app, (signal) => startApp(app, around, signal));
  const soon = options.apps.filter(({ startsLate }) => startsLate !== true);
  await Promise.all([...soon.map(startAppAt), builtConsole]);
  for (const line of banner({ ...facts(options, addresses, parts), seconds: seconds(startedAt) }))
    report(line);
  for (const app of options.apps.filter(({ startsLate }) => startsLate === true)) {
    startAppAt(app).catch((error: unknown) => {
      if (!parts.isStopping()) report(`${app.label} did not start: ${reasonOf(error)}`);
    });
  }
}

function run(
  { dataDir }: DevOptions,
  parts: Parts,
  place: number,
  { name, label }: { readonly name: string; readonly label: string },
  start: (signal: AbortSignal) => Promise<RunningServer>,
): Promise<void> {
  return parts.run(place, { label, log: logFile(dataDir, name), start });
}

async function runMongod(options: DevOptions, parts: Parts, binary: string | undefined): Promise<void> {
  const { dataDir, mongo } = options;
  if (binary === undefined) return;
  const named = { name: 'mongod', label: 'MongoDB' };
  await run(options, parts, 0, named, (signal) => startMongod({ binary, port: mongo.port, dataDir, signal }));
}

async function runTemporal(options: DevOptions, parts: Parts, binary: string | undefined): Promise<void> {
  const { dataDir, temporal } = options;
  if (binary === undefined) return;
  const { port, uiPort, codecEndpoint } = temporal;
  const named = { name: 'temporal', label: 'Temporal' };
  await run(options, parts, 1, named, (signal) =>
    startTemporal({ binary, port, uiPort, codecEndpoint, dataDir, signal }),
  );
}

async function runInbox(options: DevOptions, parts: Parts): Promise<void> {
  const { dataDir, inbox } = options;
  if (inbox.smtpUrl !== undefined) return;
  const { smtpPort, webPort } = inbox;
  await run(options, parts, 2, { name: 'inbox', label: 'Inbox' }, (signal) =>
    startInbox({ smtpPort, webPort, dataDir, signal }),
  );
}

function facts(options: DevOptions, addresses: Addresses, parts: Parts) {
  const apps = new Set(options.apps.map((app) => app.label));
  return {
    ...addresses,
    apiUrl: options.http.publicUrl,
    mcpUrl: options.mcp === undefined ? undefined : `http://${options.mcp.host}:${options.mcp.port}/mcp`,
    temporalUiUrl: options.temporal.uiUrl,
    codecPage: options.temporal.codecEndpoint,
    inboxUrl: options.inbox.smtpUrl === undefined ? `http://127.0.0.1:${options.inbox.webPort}` : undefined,
    mailIn:
      options.mailIn === undefined
        ? undefined
        : {
            url: `smtp://${options.mailIn.host}:${options.mailIn.port}`,
            addresses: options.mailIn.addresses,
          },
    metrics: (options.metrics ?? []).map(({ service, host, port }) => ({
      service,
      url: `http://${host}:${port}/metrics`,
    })),
    logDir: logFile(options.dataDir, 'x').replace(/\/[^/]*$/, ''),
    pids: parts.pids().filter(({ label }) => apps.has(label)),
  };
}
