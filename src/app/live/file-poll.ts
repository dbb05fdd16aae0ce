import type { StoredFile } from '../../domain/files/stored-file.js';
import type { AppDeps } from '../deps.js';
import { sendChangedFiles } from './follow-files.js';
import type { LiveConnection } from './live-connection.js';
import { Poll } from './poll.js';

const POLL_MS = 1_000;

type Deps = Pick<AppDeps, 'attachments' | 'files' | 'tickets' | 'clock' | 'logger'>;

/** Brings the states of files, which workers change, to the connections of this process. */
export function filePoll(deps: Deps, connections: ReadonlySet<LiveConnection>): Poll<StoredFile> {
  const listeners = () => [...connections].filter(({ files }) => files !== null);
  return new Poll<StoredFile>(deps, () => listeners().length > 0, {
    name: 'files',
    everyMs: POLL_MS,
    read: (since) => deps.files.changedSince(since),
    storedAt: ({ changedAt, uploadedAt }) => changedAt ?? uploadedAt,
    take: async (fresh) => {
      for (const connection of listeners()) {
        const theirs = fresh.filter((file) => connection.files?.includes(file) === true);
        await sendChangedFiles(
          deps,
          connection,
          theirs.map(({ id }) => id),
        );
      }
    },
  });
}
