import { DomainError } from '../../domain/errors.js';
import { readFile, type PlacedFile, type ReadFileDeps } from '../tickets/files/read-file.js';
import type { LiveConnection } from './live-connection.js';
import { FollowedFiles } from './followed-files.js';

/**
 * Lets a connection follow the states of files, in place of those that it followed, and sends what they are now.
 * @param ids undefined for all files that the person uploads
 */
export async function followFiles(
  deps: ReadFileDeps,
  connection: LiveConnection,
  ids: readonly string[] | undefined,
): Promise<void> {
  const { actor, sink } = connection;
  const followed = new FollowedFiles(actor.id, ids ?? null);
  connection.files = followed;
  const found = await Promise.all((ids ?? []).map((id) => readable(deps, connection, id)));
  const known = found.filter((placed) => placed !== null);
  const isKnown = (id: string) => known.some(({ file }) => file.id === id);
  sink.send({ type: 'subscribed_files', unknown: (ids ?? []).filter((id) => !isKnown(id)) });
  for (const placed of known) sendFile(connection, followed, placed);
}

/** Sends a file that has changed to the connections that follow it and may see it. */
export async function sendChangedFiles(
  deps: ReadFileDeps,
  connection: LiveConnection,
  fileIds: readonly string[],
): Promise<void> {
  const { files } = connection;
  if (files === null) return;
  for (const id of fileIds) {
    const placed = await readable(deps, connection, id);
    if (placed !== null) sendFile(connection, files, placed);
  }
}

function sendFile(connection: LiveConnection, followed: FollowedFiles, placed: PlacedFile): void {
  // The client may have chosen other files while this one was read.
  if (connection.isEnded || connection.files !== followed || !followed.note(placed.file)) return;
  connection.sink.send({ type: 'file', file: placed });
}

/** The file with its place, by the rights of this moment; null for none. */
async function readable(
  deps: ReadFileDeps,
  { actor }: LiveConnection,
  id: string,
): Promise<PlacedFile | null> {
  try {
    return await readFile(deps, actor, id);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') return null;
    throw error;
  }
}
