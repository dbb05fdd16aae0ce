import type { Actor } from '../../domain/access/actor.js';
import { authorize } from '../../domain/access/permissions.js';
import { DomainError } from '../../domain/errors.js';
import type { StoredFile } from '../../domain/files/stored-file.js';
import { textsOf } from '../../domain/files/texts.js';
import { readFile, type ReadFileDeps } from '../tickets/files/read-file.js';
import { triageText, type CategorizeDeps } from './categorize.js';
import { untilAnalysed } from './until-analysed.js';

interface Analysed {
  readonly file: StoredFile;
  /** What triage would say of its text; null without a text. */
  readonly triage: Awaited<ReturnType<typeof triageText>> | null;
}

/**
 * Returns the analysis of a file with the triage of its text. No ticket is created or changed.
 * Waits some seconds for an analysis in progress.
 * @throws DomainError `forbidden`; `invalid_input` for a file that is not there or that the actor may not see; `unavailable`
 */
export async function analyseFile(
  deps: CategorizeDeps & ReadFileDeps,
  actor: Actor,
  fileId: string,
): Promise<Analysed> {
  authorize(actor, 'ai.analyse_file');
  const found = await visibleFile(deps, actor, fileId);
  const [file = found] = await untilAnalysed(deps, [found]);
  const [text] = textsOf([file]);
  const triage = text === undefined ? null : await triageText(deps, { text, requester: actor });
  return { file, triage };
}

async function visibleFile(deps: ReadFileDeps, actor: Actor, fileId: string): Promise<StoredFile> {
  try {
    return (await readFile(deps, actor, fileId)).file;
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'not_found') throw error;
    throw new DomainError('invalid_input', 'There is no such file, or you may not see it.', {
      faults: [{ path: 'file_id', message: 'is not a file that you can see' }],
    });
  }
}
