/** Kinds of files, by content. */
export const FILE_KINDS = [
  'image',
  'document',
  'table',
  'slides',
  'mail',
  'text',
  'archive',
  'audio',
  'video',
  'other',
] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** Why a file has no text, or not all of it. */
export const FILE_FAULTS = [
  'unsupported',
  'encrypted',
  'broken',
  'too_large',
  'too_many_pages',
  'timed_out',
  'out_of_memory',
  'failed',
] as const;
export type FileFault = (typeof FILE_FAULTS)[number];

/** What a reader process finds in the content of a file. */
export interface FileText {
  readonly kind: FileKind;
  readonly text: string;
  /** Facts such as `pages`, `width` or `title`. */
  readonly metadata: Readonly<Record<string, string | number>>;
  readonly fault: FileFault | null;
}

/** What is known of the content of a file. All of it was written by strangers. */
export interface FileAnalysis extends FileText {
  /** ISO 639-1; null where it cannot be told. */
  readonly language: string | null;
  readonly summary: string | null;
  readonly errorCodes: readonly string[];
}

/** Characters of a text that are kept. Triage and search need the beginning. */
export const MAX_TEXT = 50_000;
