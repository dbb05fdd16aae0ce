import type { FileText } from '../../domain/files/analysis.js';

/** A file to read, whole. */
export interface ReadableFile {
  readonly type: string;
  readonly content: Uint8Array;
  /** Languages that its pictures may be in, the likeliest first: ISO 639-1. */
  readonly languages: readonly string[];
}

/** Reads texts of files, in bounded time and memory. A faulty file is a result with a fault, not an error. */
export interface FileReader {
  /** @throws DomainError `unavailable` while the worker stops; the reason of the signal. */
  read(file: ReadableFile, signal: AbortSignal): Promise<FileText>;
}
