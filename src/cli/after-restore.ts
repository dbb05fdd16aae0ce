/** `npm run after-restore`: makes a Holdfast whose databases were restored from backups fit to go on. */
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

const HELP = `After MongoDB, Temporal or both were restored from backups, and before API and workers start again: leaves out the
ticket numbers that may have been given since, ends all sessions and mailed codes, has mails that came in processed, and
has the workflow of every open ticket look at it. Changes nothing, unless told to. docs/runbook.md tells more.

npm run after-restore -- [options]
  --apply            does it
  --temporal-only    MongoDB was not restored: only the workflows look again
  --past <number>    the last ticket number that is known to have been given; without it 1,000 are left out
  --hold-mails       does not send what was not sent yet by the backup and may have been since
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
    throw new CommandError(`--past names a ticket by its number, such as TKT-2026-000042.`);
  }
  if (isTemporalOnly && (past !== null || holdsMails)) {
    throw new CommandError(
      '--past and --hold-mails are for a MongoDB that was restored: not with --temporal-only.',
    );
  }
  return { isMongoRestored: !isTemporalOnly, past, holdsMails, isApplied: values.apply };
}

function inWords(order: RestoreOrder, { mongo, openTickets, withoutWorkflow }: RestoreReport): string[] {
  const { holdsMails, isApplied } = order;
  const lost = withoutWorkflow === null ? '' : `; ${withoutWorkflow} have none, which a repair sweep starts`;
  return [
    ...(mongo === null
      ? []
      : [
          `Ticket numbers:  none up to ${mongo.lastNumber} is given any more`,
          'Sessions:        all end, and so do mailed codes and links to sign in',
          `Mails to send:   ${mongo.unsentMails} were not sent by the backup, and ${holdsMails ? 'are held back' : 'go out now'}`,
          `Mails received:  ${mongo.keptMails} were not processed by the backup, and are now`,
        ]),
    `Workflows:       those of ${openTickets} open tickets look again${lost}`,
    isApplied ? 'Done.' : 'Nothing was changed: --apply does it.',
  ];
}
