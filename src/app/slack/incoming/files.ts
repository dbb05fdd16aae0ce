import type { Actor } from '../../../domain/access/actor.js';
import { DomainError } from '../../../domain/errors.js';
import { idOfSource, instantOfTs } from '../../../domain/slack/identifiers.js';
import { MAX_ATTACHMENTS } from '../../../domain/tickets/attachments.js';
import { SlackError } from '../../../ports/slack/slack.js';
import type { AppDeps } from '../../deps.js';
import { uploadFile } from '../../tickets/files/upload-file.js';
import type { OpenWorkspace } from '../open-workspace.js';
import type { SlackFile } from './payloads.js';

type Deps = Parameters<typeof uploadFile>[0] & Pick<AppDeps, 'slack' | 'maxFileBytes' | 'logger'>;

/** The files of a message: those that are stored, and the names of those that could not be. */
export interface TakenFiles {
  readonly fileIds: readonly string[];
  readonly lost: readonly string[];
}

/**
 * Stores the files of a message. A repetition finds those that are there.
 * @throws SlackError while Slack does not answer, so that the message is tried again.
 */
export async function takeFiles(
  deps: Deps,
  { workspace, client }: OpenWorkspace,
  actor: Actor,
  { files, ts }: { readonly files: readonly SlackFile[]; readonly ts: string },
): Promise<TakenFiles> {
  const fileIds: string[] = [];
  const lost: string[] = [];
  for (const [index, file] of files.entries()) {
    const name = file.name ?? file.id;
    const url = file.url_private_download ?? file.url_private;
    if (url === undefined || file.size > deps.maxFileBytes || index >= MAX_ATTACHMENTS) {
      lost.push(name);
      continue;
    }
    const uploadId = idOfSource(instantOfTs(ts), deps.slack.digest(`file.${workspace.id}.${file.id}.${ts}`));
    try {
      const content = await client.download(url, deps.maxFileBytes);
      fileIds.push((await uploadFile(deps, actor, { name, content }, uploadId)).id);
    } catch (error) {
      if (!isLost(error)) throw error;
      deps.logger.warn(
        { workspace: workspace.id, file: file.id, code: error.code },
        'Slack file not taken over',
      );
      lost.push(name);
    }
  }
  return { fileIds, lost };
}

/** True for a file that no repetition brings. */
function isLost(error: unknown): error is SlackError | DomainError {
  if (error instanceof SlackError) return error.kind === 'refused' || error.kind === 'gone';
  return error instanceof DomainError && error.code === 'invalid_input';
}
