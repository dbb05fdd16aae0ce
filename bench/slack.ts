import { parseArgs } from 'node:util';
import { setTimeout as delay } from 'node:timers/promises';
import mongoose from 'mongoose';
import { startSlackStandIn } from '../test/support/servers/slack-stand-in.js';
import { slackAt } from '../test/support/slack.js';
import { answerOf } from './support/answer.js';
import { startDependencies } from './support/dependencies.js';
import { clientOf, startApi, startWorker } from './support/holdfast.js';
import { describeMachine } from './support/machine.js';
import { countOf } from './support/options.js';
import { areKept, say, writeResult } from './support/results.js';
import { rounded, spreadOf } from './support/statistics.js';
import { Workbench } from './support/workbench.js';

export const SLACK_HELP = `Messages of Slack that become tickets, while Slack takes one post a second and channel.

npm run bench -- slack [options]
  --events <n>     messages (default 1000)
  --channels <n>   channels that they come from (default 20)
  --seconds <n>    the time in which they come (default 60)`;

const ACK_LIMIT_MS = 1_000;
const TICKETS_LIMIT_SECONDS = 300;
/** People who write. Each is looked up in Slack once. */
const PEOPLE = 50;
const CONNECTED_MS = 60_000;

type Options = ReturnType<typeof readOptions>;

/** @returns false if a message is acknowledged late, or is no ticket in time. */
export async function slack(args: readonly string[]): Promise<boolean> {
  const options = readOptions(args);
  const machine = describeMachine();
  return Workbench.use(async (bench) => {
    const figures = await measure(bench, options);
    const { ack, longest_ack_ms: longest, tickets, tickets_seconds: seconds } = figures;
    console.log(`acknowledged: ${JSON.stringify(ack)}, at most ${longest} ms`);
    console.log(`${tickets} tickets after ${seconds} s; ${JSON.stringify(figures.slack)}`);
    const isRight = areKept({
      [`each message is acknowledged within ${ACK_LIMIT_MS} ms: ${longest}`]: longest <= ACK_LIMIT_MS,
      [`each is one ticket: ${tickets} of ${options.events}`]: tickets === options.events,
      [`within ${TICKETS_LIMIT_SECONDS} s: ${seconds}`]: seconds <= TICKETS_LIMIT_SECONDS,
    });
    const file = writeResult({
      ...{ name: 'slack', unit: 'ms', ours: longest, floor: ACK_LIMIT_MS },
      ratio: rounded(longest / ACK_LIMIT_MS),
      ...{ p50_ms: ack.p50_ms, p99_ms: ack.p99_ms, machine, at: new Date().toISOString() },
      details: { options, is_right: isRight, ...figures },
    });
    say(`written to ${file}`);
    return isRight;
  });
}

async function measure(bench: Workbench, { events, channels, seconds }: Options) {
  const standIn = await startSlackStandIn();
  const { apiUrl, botToken, signingSecret } = standIn;
  const around = { ...(await startDependencies(bench, 'slack')), slack: { apiUrl, botToken, signingSecret } };
  const api = await startApi(bench, around);
  await startWorker(bench, around);
  const mongo = await mongoose.createConnection(around.mongoUri).asPromise();
  const tickets = () => mongo.collection('tickets').countDocuments({ source: 'slack' });
  try {
    const admin = await clientOf(api, 'admin');
    const workspace = await connected(admin);
    const ids = Array.from({ length: channels }, (_, index) => `C${String(index).padStart(8, '0')}`);
    for (const channel_id of ids) {
      standIn.channel(channel_id);
      const path = { workspace };
      const body = { channel_id, triggers: ['message' as const] };
      await answerOf(admin.POST('/api/v1/slack/workspaces/{workspace}/channels', { params: { path }, body }));
    }
    for (let index = 0; index < PEOPLE; index += 1)
      standIn.person(`U${index}`, { email: `person-${index}@bench.test`, name: `Person ${index}` });
    const door = slackAt(
      () => api.url,
      () => standIn,
    );
    const acks: number[] = [];
    const send = async (index: number): Promise<void> => {
      const channel = ids[index % ids.length] ?? '';
      const user = `U${index % PEOPLE}`;
      const ts = standIn.say(channel, user, `Printer ${index} does not print`);
      const text = `Printer ${index} does not print`;
      const beganAt = performance.now();
      const { status } = await door.event({ type: 'message', channel, user, text, ts });
      if (status !== 200) throw new Error(`A message was answered with ${status}.`);
      acks.push(performance.now() - beganAt);
    };
    const startedAt = performance.now();
    const sent: Promise<void>[] = [];
    for (let index = 0; index < events; index += 1) {
      await delay(Math.max(0, startedAt + (index * seconds * 1_000) / events - performance.now()));
      sent.push(send(index));
    }
    await Promise.all(sent);
    while ((await tickets()) < events && performance.now() - startedAt < TICKETS_LIMIT_SECONDS * 1_000)
      await delay(100);
    const posted = standIn.calls.filter(({ method }) => method === 'chat.postMessage').length;
    return {
      ack: spreadOf(acks),
      longest_ack_ms: rounded(Math.max(...acks)),
      tickets: await tickets(),
      tickets_seconds: rounded((performance.now() - startedAt) / 1_000),
      slack: { posted, refused_as_too_early: standIn.tooEarly },
    };
  } finally {
    await mongo.close();
    await standIn.close();
  }
}

/** The worker connects the workspace of the environment. */
async function connected(admin: Awaited<ReturnType<typeof clientOf>>): Promise<string> {
  const until = performance.now() + CONNECTED_MS;
  while (performance.now() < until) {
    const { workspaces } = await answerOf(admin.GET('/api/v1/slack/workspaces'));
    const [first] = workspaces;
    if (first !== undefined) return first.id;
    await delay(200);
  }
  throw new Error('The worker did not connect the workspace.');
}

function readOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      events: { type: 'string', default: '1000' },
      channels: { type: 'string', default: '20' },
      seconds: { type: 'string', default: '60' },
    },
  });
  return {
    events: countOf('events', values.events),
    channels: countOf('channels', values.channels),
    seconds: countOf('seconds', values.seconds),
  };
}
