import { actorOf, type Actor } from '../../../domain/access/actor.js';
import { DomainError } from '../../../domain/errors.js';
import { FILE_LINK_MINUTES } from '../../../domain/files/stored-file.js';
import { openLinkId, type OpenLink } from '../../../domain/tickets/signed-links/file-link.js';
import { addMinutes } from '../../../domain/time.js';
import type { AppDeps } from '../../deps.js';
import { readFile, requireReleased, type PlacedFile, type ReadFileDeps } from './read-file.js';

/** Returns a link that opens the file without sign-in for some minutes, with the rights of the actor. */
export async function linkFile(
  deps: ReadFileDeps & Pick<AppDeps, 'mailedSecrets' | 'publicUrl' | 'clock'>,
  actor: Actor,
  id: string,
): Promise<{ readonly url: string; readonly expiresAt: Date }> {
  const { file } = await readFile(deps, actor, id);
  requireReleased(file);
  const expiresAt = addMinutes(deps.clock.now(), FILE_LINK_MINUTES);
  const token = deps.mailedSecrets.token(openLinkId({ readerId: actor.id, fileId: id, expiresAt }));
  return { url: `${deps.publicUrl}/f/${token}`, expiresAt };
}

/** @throws DomainError `link_expired` also if its reader may no longer read the file */
export async function readLinkedFile(
  deps: ReadFileDeps & Pick<AppDeps, 'users' | 'clock'>,
  { readerId, fileId, expiresAt }: OpenLink,
): Promise<PlacedFile> {
  const reader = deps.clock.now() < expiresAt ? await deps.users.find(readerId) : null;
  if (reader?.isActive !== true) throw expired();
  try {
    const placed = await readFile(deps, actorOf(reader), fileId);
    requireReleased(placed.file);
    return placed;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') throw expired();
    throw error;
  }
}

function expired(): DomainError {
  return new DomainError(
    'link_expired',
    `Links to files work for ${FILE_LINK_MINUTES} minutes. Open the file on its ticket again.`,
  );
}
