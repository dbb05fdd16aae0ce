import type { FileReader } from '../../ports/files/file-reader.js';
import type { FileScanner } from '../../ports/files/file-scanner.js';
import type { SniffType } from '../../ports/files/sniff-type.js';
import type { Repositories } from '../../ports/repositories.js';

/** Dependencies of files. */
export interface FileDeps extends Pick<Repositories, 'files'> {
  readonly sniffType: SniffType;
  /** Null where no scanner is configured. */
  readonly fileScanner: FileScanner | null;
  readonly fileReader: FileReader;
  readonly maxFileBytes: number;
}
