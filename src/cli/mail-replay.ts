/** `npm run mail-replay`: parses a stored mail again and shows its outcome then and now. */
import { parseArgs } from 'node:util';
import { ParserPool } from '../adapters/mail/parser-pool.js';
import type { Schemas } from '../client/client.js';
import { loadConfig } from '../config/config.js';
import { DomainError } from '../domain/errors.js';
import type { InboundRules } from '../domain/inbound-mail/inbound-rules.js';
import { isParseFault } from '../domain/inbound-mail/parse-tries.js';
import { describeMail, foresee } from './mail-replay/describe.js';
import { ApiClient } from './support/api-client.js';
import { CREDENTIAL_HELP, CREDENTIAL_OPTIONS, credentialsOf } from './support/credentials.js';
import { CommandError, localApiUrl, runCommand } from './support/run-command.js';

const HELP = `Parses a stored mail again and shows its text, its current outcome and the outcome it would have today.
Without --apply it changes nothing.

npm run mail-replay -- <id> [options]
  --apply                process the mail again, if it failed, is held or has waited for an hour
${CREDENTIAL_HELP}
  --url <address>        of the API (default: http://HOST:PORT)
  --help                 this text`;

const PATH = '/api/v1/admin/received-mails/{mail}';

await runCommand(async () => {
  const options = readOptions();
  if (options === null) {
    console.log(HELP);
    return 0;
  }
  const { id, apply, config } = options;
  const { email, password } = await credentialsOf(options.named);
  const client = await ApiClient.signIn(options.url, email, password);
  const params = { path: { mail: id } };
  const mail = await client.ask((api) => api.GET(PATH, { params }));
  const raw = await client.ask((api) => api.GET(`${PATH}/raw`, { params, parseAs: 'arrayBuffer' }));
  for (const line of await lookInto(new Uint8Array(raw), config.inboundRules)) console.log(line);
  console.log(`Outcome:      ${outcomeOf(mail)}`);
  if (!apply) return 0;
  await client.ask((api) => api.POST(`${PATH}/replay`, { params }));
  console.log('The mail is queued again. See GET /api/v1/admin/received-mails for its outcome.');
  return 0;
});

function readOptions() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      apply: { type: 'boolean', default: false },
      ...CREDENTIAL_OPTIONS,
      url: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) return null;
  const [id, ...others] = positionals;
  if (id === undefined || others.length > 0) throw new CommandError('Give the id of one mail.');
  const config = loadConfig();
  const url = values.url?.replace(/\/$/, '') ?? localApiUrl(config);
  return { id, apply: values.apply, named: values, url, config };
}

async function lookInto(raw: Uint8Array, rules: InboundRules): Promise<string[]> {
  const parser = new ParserPool();
  try {
    const mail = await parser.parse(raw, { effort: 'thorough' });
    return [...describeMail(mail, rules), `Would become: ${foresee(mail, rules)}`];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === 'invalid_input') return ['Would become: refused, unreadable'];
    if (isParseFault(error.code)) return [`Would become: nothing (${error.code}). ${error.message}`];
    throw error;
  } finally {
    await parser.close();
  }
}

function outcomeOf({ state, outcome, fault }: Schemas['ReceivedMail']): string {
  if (outcome === null) return fault === null ? `${state}, not processed yet` : `${state}: ${fault}`;
  const { kind, ticket, reason } = outcome;
  const what = kind.replaceAll('_', ' ');
  return [what, ticket?.number, reason?.replaceAll('_', ' ')].filter((word) => word != null).join(', ');
}
