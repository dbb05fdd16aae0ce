import { DomainError } from '../../domain/errors.js';
import type { FileScan, StoredFile } from '../../domain/files/stored-file.js';
import type { AppDeps } from '../deps.js';

type Deps = Pick<AppDeps, 'files' | 'fileScanner' | 'clock' | 'metrics'>;

/**
 * Has a file scanned that waits for it. Until then it cannot be downloaded.
 * @throws DomainError `unavailable` while there is no scanner
 */
export async function scanFile(
  deps: Deps,
  fileId: string,
  signal: AbortSignal,
): Promise<{ readonly outcome: 'released' | 'infected' | 'gone' }> {
  const file = await deps.files.find(fileId);
  if (file === null) return { outcome: 'gone' };
  if (file.scan.state !== 'pending') return { outcome: outcomeOf(file) };
  const scan = await verdict(deps, fileId, signal);
  const after = await deps.files.progress(fileId, { scan });
  if (after === null) return { outcome: 'gone' };
  deps.metrics.fileScanned(scan.state === 'infected' ? 'infected' : 'clean');
  return { outcome: outcomeOf(after) };
}

async function verdict(
  { files, fileScanner, clock }: Deps,
  fileId: string,
  signal: AbortSignal,
): Promise<FileScan> {
  if (fileScanner === null)
    throw new DomainError('unavailable', 'No virus scanner is configured: set CLAMD_URL.');
  try {
    const signature = await fileScanner.scan(await files.open(fileId), signal);
    const at = clock.now();
    return signature === null ? { state: 'clean', at } : { state: 'infected', at, signature };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'invalid_input') throw error;
    // What was not scanned is not safe.
    return { state: 'infected', at: clock.now(), signature: 'too large for the virus scanner' };
  }
}

function outcomeOf({ scan }: StoredFile): 'released' | 'infected' {
  return scan.state === 'infected' ? 'infected' : 'released';
}
