import type { z } from 'zod';
import type { PersonExport } from '../../app/personal-data/export-person.js';
import type { OpenedExport } from '../../app/personal-data/export-to-file.js';
import { exportProgress, type PersonExportJob } from '../../domain/accounts/person-export.js';
import type { Team } from '../../domain/desk/teams.js';
import type { User } from '../../domain/accounts/user.js';
import { presentJob } from '../http/job.js';
import type { exportJobSchema, exportSchema } from './export-schema.js';
import { presentMailSettings } from './mail-settings-presenter.js';
import { presentAccount } from './presenter.js';

export function presentExport(
  { person, lists }: Extract<PersonExport, { readonly kind: 'lists' }>,
  teams: readonly Team[],
): z.input<typeof exportSchema> {
  return { ...headOf(person, teams), ...lists, truncated: false };
}

export function presentExportJob(url: string, job: PersonExportJob): z.input<typeof exportJobSchema> {
  const size_bytes = job.parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const expires_at = job.expiresAt.toISOString();
  return {
    job: presentJob({ id: job.id, ...exportProgress(job) }),
    file: job.state === 'done' ? { url: `${url}/content`, size_bytes, expires_at } : null,
  };
}

/**
 * Writes the file as one JSON object, like {@link presentExport}: the current account, then the lists as they were
 * written.
 */
export async function* presentFile(
  { person, content }: OpenedExport,
  teams: readonly Team[],
): AsyncIterable<Uint8Array> {
  const head = JSON.stringify(headOf(person, teams));
  yield Buffer.from(`${head.slice(0, -1)},`);
  yield* content;
  yield Buffer.from(',"truncated":false}');
}

function headOf(person: User, teams: readonly Team[]) {
  return { person: presentAccount(person, teams), notifications: presentMailSettings(person) };
}
