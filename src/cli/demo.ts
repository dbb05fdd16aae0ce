/** `npm run demo`: creates sample tickets in a running Holdfast and follows each one to its moderator. */
import { parseArgs } from 'node:util';
import { DEMO_PASSWORD } from '../app/operations/seed.js';
import { loadConfig } from '../config/config.js';
import { followToModerator, progressLine } from './demo/follow.js';
import { countAssignmentMails } from './demo/inbox.js';
import { mailLine, outcomeTable, whereToLook } from './demo/report.js';
import { SAMPLES, SEE_ATTACHED } from './demo/samples.js';
import type { Outcome, Submitted, Ticket } from './demo/ticket.js';
import { uploadPicture } from './demo/upload-picture.js';
import { ApiClient, ApiRefusal } from './support/api-client.js';
import { LiveLines } from './support/live-lines.js';
import { CommandError, localApiUrl, runCommand } from './support/run-command.js';

const HELP = `Creates six sample tickets in a running Holdfast and follows each one to its moderator.

npm run demo -- [options]
  --url <address>    of the API (default: http://HOST:PORT)
  --inbox <address>  of the inbox page (default: http://127.0.0.1:INBOX_PORT)
  --help             this text`;

const QUESTION = 'VPN connection breaks at home';

await runCommand(async () => {
  const { values } = parseArgs({
    options: { url: { type: 'string' }, inbox: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  const config = loadConfig();
  const apiUrl = values.url?.replace(/\/$/, '') ?? localApiUrl(config);
  const inboxUrl = values.inbox?.replace(/\/$/, '') ?? `http://127.0.0.1:${config.embedded.inbox.webPort}`;
  const [alice, maya] = await Promise.all([signIn(apiUrl, 'alice'), signIn(apiUrl, 'maya')]);

  const samples = [...SAMPLES, SEE_ATTACHED];
  console.log(`Creating ${samples.length} tickets at ${apiUrl} and following each one to its moderator:\n`);
  const live = new LiveLines(process.stdout);
  const outcomes = await Promise.all(
    samples.map(async (sample) => {
      const submitted = await submit(alice, sample);
      const { number } = submitted.ticket;
      live.set(number, progressLine(submitted.ticket, 0));
      return followToModerator(maya, submitted, (ticket, seconds) =>
        live.set(number, progressLine(ticket, seconds)),
      );
    }),
  );
  const arrived = outcomes.filter(({ seconds }) => seconds !== null).map(({ ticket }) => ticket.number);
  const mails = await countAssignmentMails(inboxUrl, arrived);

  console.log(`\n${await answeredByArticle(alice)}`);

  console.log(pictureLine(outcomes.map(({ ticket }) => ticket)));

  const places = { apiUrl, inboxUrl, password: DEMO_PASSWORD };
  for (const line of ['', ...outcomeTable(outcomes), '', mailLine(mails, inboxUrl), '']) console.log(line);
  for (const line of whereToLook(outcomes, places)) console.log(line);
  const reasons = whatFailed(outcomes, mails);
  for (const reason of reasons) console.error(`\n${reason}`);
  return reasons.length === 0 ? 0 : 1;
});

/** Shows a question that needs no ticket, because an article answers it. */
async function answeredByArticle(client: ApiClient): Promise<string> {
  const query = { text: QUESTION, limit: 1 };
  const { results } = await client.ask((api) => api.GET('/api/v1/knowledge/suggest', { params: { query } }));
  const [best] = results;
  if (best === undefined) return 'Knowledge: no article answers. `npm run seed` adds sample articles.';
  return `Knowledge: "${QUESTION}" is answered by "${best.article.title}": ${best.excerpt}`;
}

function pictureLine(tickets: readonly Ticket[]): string {
  const [ticket] = tickets.filter(hasFile);
  return ticket === undefined
    ? 'Picture: no ticket has one.'
    : `Picture: ${ticket.number} says only "${ticket.description}". Triage read "Error 809" in its picture: ${ticket.category}.`;
}

function hasFile({ attachments }: Ticket): boolean {
  return attachments.length > 0;
}

async function signIn(url: string, name: string): Promise<ApiClient> {
  try {
    return await ApiClient.signIn(url, `${name}@holdfast.local`, DEMO_PASSWORD);
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error;
    throw new CommandError(
      `Cannot sign in with the demo account ${name}: ${error.message} Create the demo accounts with \`npm run seed\`.`,
    );
  }
}

async function submit(
  client: ApiClient,
  sample: (typeof SAMPLES)[number] | typeof SEE_ATTACHED,
): Promise<Submitted> {
  const body = sample === SEE_ATTACHED ? { ...sample, file_ids: [await uploadPicture(client)] } : sample;
  const at = performance.now();
  return { ticket: await client.ask((api) => api.POST('/api/v1/tickets', { body })), at };
}

function whatFailed(
  outcomes: readonly Outcome[],
  mails: ReadonlyMap<string, number> | null,
): readonly string[] {
  const late = outcomes.filter(({ seconds }) => seconds === null);
  const unread = outcomes.filter(({ ticket }) => hasFile(ticket) && ticket.category !== 'network');
  const mailed = [...(mails ?? [])].filter(([, count]) => count !== 1);
  return [
    ...late.map(
      ({ ticket }) =>
        `${ticket.number} was not assigned in time (triage ${ticket.triage.state}). Is the worker running? ${ticket.workflow.url ?? ticket.workflow.id}`,
    ),
    ...unread.map(
      ({ ticket }) => `${ticket.number} has a picture of a VPN error, and is in ${ticket.category}.`,
    ),
    ...mailed.map(([number, count]) => `${number} has ${count} assignment mails instead of one.`),
  ];
}
