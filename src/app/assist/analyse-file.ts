import type { Actor } from '../../domain/access/actor.js';
import { authorize } from '../../domain/access/permissions.js';
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
 * @throws DomainError `forbidden`; `not_found` also for a file that the actor may not see; `unavailable`
 */
export async function analyseFile(
  deps: CategorizeDeps & ReadFileDeps,
  actor: Actor,
  fileId: string,
): Promise<Analysed> {
  authorize(actor, 'ai.analyse_file');
  const { file: found } = await readFile(deps, actor, fileId);
  const [file = found] = await untilAnalysed(deps, [found]);
  const [text] = textsOf([file]);
  const triage = text === undefined ? null : await triageText(deps, { text, requester: actor });
  return { file, triage };
}
