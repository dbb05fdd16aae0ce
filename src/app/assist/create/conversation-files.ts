import type { Actor } from '../../../domain/access/actor.js';
import { MAX_CONVERSATION_FILES } from '../../../domain/assist/conversation.js';
import { DomainError } from '../../../domain/errors.js';
import type { StoredFile } from '../../../domain/files/stored-file.js';
import type { AppDeps } from '../../deps.js';
import { filesOf } from '../../tickets/files/attach-files.js';
import { untilAnalysed } from '../until-analysed.js';

type Deps = Pick<AppDeps, 'files' | 'tickets'>;

interface NamedFiles {
  readonly conversationId: string;
  /** With earlier messages. */
  readonly earlier: readonly string[];
  /** With this message. */
  readonly added: readonly string[];
}

/**
 * Returns the uploads of a conversation, with their texts if they are read in time.
 * @throws DomainError `invalid_input` for added files that the actor cannot attach, and for too many
 */
export async function readConversationFiles(
  deps: Deps,
  actor: Actor,
  { conversationId, earlier, added }: NamedFiles,
): Promise<readonly StoredFile[]> {
  const owner = { ownerId: conversationId, ticketId: null };
  const found = [
    ...(await usableFiles(deps, actor, earlier, conversationId)),
    ...(await filesOf(deps, actor, added, owner)),
  ];
  const files = [...new Map(found.map((file) => [file.id, file])).values()];
  if (files.length <= MAX_CONVERSATION_FILES) return untilAnalysed(deps, files);
  throw new DomainError(
    'invalid_input',
    'A ticket begins with at most 20 files. Add the others as a comment.',
    {
      faults: [
        {
          path: 'file_ids',
          message: `must have at most ${MAX_CONVERSATION_FILES} files in one conversation`,
        },
      ],
    },
  );
}

/** Those of the files that a ticket with this id can still have. The person may have deleted or used some since. */
export async function usableFiles(
  { files }: Pick<Deps, 'files'>,
  actor: Actor,
  ids: readonly string[],
  ticketId: string,
): Promise<readonly StoredFile[]> {
  const found = await files.findMany(ids);
  return found.filter(
    ({ uploadedBy, ownerId, forTicketId, scan }) =>
      uploadedBy.id === actor.id &&
      (ownerId === null || ownerId === ticketId) &&
      forTicketId === null &&
      scan.state !== 'infected',
  );
}
