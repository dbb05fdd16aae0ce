/** `npm run after-restore`: makes a Holdfast whose databases were restored from backups usable. */
import { SYSTEM_ACTOR } from '../domain/access/actor.js';
import { parseArgs } from 'node:util';
import { createLogger } from '../adapters/system/logger.js';
import {
  afterRestore,
  type RestoreOrder,
  type RestoreReport,
} from '../app/operations/restore/after-restore.js';
import { composeApi } from '../compose/compose.js';
import { loadConfig } from '../config/config.js';
import { isTicketNumber } from '../domain/tickets/ticket.js';
import { CommandError, runCommand } from './support/run-command.js';

const HELP = `Repairs the data after MongoDB, Temporal or both were restored from backups. Run it before API and workers start.
It skips ticket numbers that may have been used, ends all sessions and mailed codes, processes received mails, and
wakes the workflow of every open ticket. Without --apply it changes nothing. See docs/operate/runbook.md.

npm run after-restore -- [options]
  --apply            applies the changes
  --temporal-only    wakes the workflows only: MongoDB was not restored
  --past <number>    the last ticket number that is known to be used; without it, 1,000 numbers are skipped
  --hold-mails       does not send mails that were unsent in the backup and may have been sent since
  --help             this text`;

await runCommand(async () => {
  const order = readOrder();
  if (order === null) {
    console.log(HELP);
    return 0;
  }
  const config = loadConfig();
  const { deps, ...composed } = await composeApi(config, createLogger(config.logLevel, 'after-restore'));
  try {
    for (const line of inWords(order, await afterRestore(deps, SYSTEM_ACTOR, order))) console.log(line);
    return 0;
  } finally {
    await composed.close();
  }
});

function readOrder(): RestoreOrder | null {
  const { values } = parseArgs({
    options: {
      apply: { type: 'boolean', default: false },
      'temporal-only': { type: 'boolean', default: false },
      past: { type: 'string' },
      'hold-mails': { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) return null;
  const { past = null, 'temporal-only': isTemporalOnly, 'hold-mails': holdsMails } = values;
  if (past !== null && !isTicketNumber(past)) {
    throw new CommandError(`--past must be a ticket number, such as TKT-2026-000042.`);
  }
  if (isTemporalOnly && (past !== null || holdsMails)) {
    throw new CommandError(
      '--past and --hold-mails need a restored MongoDB. Do not use them with --temporal-only.',
    );
  }
  return { isMongoRestored: !isTemporalOnly, past, holdsMails, isApplied: values.apply };
}

function inWords(order: RestoreOrder, { mongo, openTickets, withoutWorkflow }: RestoreReport): string[] {
  const { holdsMails, isApplied } = order;
  const lost =
    withoutWorkflow === null ? '' : `; ${withoutWorkflow} have none, and a repair sweep starts them`;
  return [
    ...(mongo === null
      ? []
      : [
          `Ticket numbers:  new tickets get numbers after ${mongo.lastNumber}`,
          'Sessions:        all sessions, mailed codes and mailed links end',
          `Mails to send:   ${mongo.unsentMails} are unsent in the backup and ${holdsMails ? 'are held back' : 'are sent now'}`,
          `Mails received:  ${mongo.keptMails} are unprocessed in the backup and are processed now`,
        ]),
    `Workflows:       ${openTickets} open tickets are checked again${lost}`,
    isApplied ? 'Done.' : 'Nothing was changed. Add --apply to apply the changes.',
  ];
}
