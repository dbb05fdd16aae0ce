import type { FileKind } from '../../domain/files/analysis.js';

const OFFICE = 'application/vnd.openxmlformats-officedocument.';
const OPEN = 'application/vnd.oasis.opendocument.';

const KINDS: ReadonlyMap<string, FileKind> = new Map([
  ['application/pdf', 'document'],
  [`${OFFICE}wordprocessingml.document`, 'document'],
  [`${OFFICE}spreadsheetml.sheet`, 'table'],
  [`${OFFICE}presentationml.presentation`, 'slides'],
  [`${OPEN}text`, 'document'],
  [`${OPEN}spreadsheet`, 'table'],
  [`${OPEN}presentation`, 'slides'],
  ['application/rtf', 'document'],
  ['application/zip', 'archive'],
  ['application/x-7z-compressed', 'archive'],
  ['application/gzip', 'archive'],
  ['application/x-rar-compressed', 'archive'],
  ['application/x-tar', 'archive'],
]);

/** The kind of a file by its media type, as far as that tells. */
export function kindOf(type: string): FileKind {
  const [group = ''] = type.split('/', 1);
  if (group === 'image' || group === 'audio' || group === 'video' || group === 'text') return group;
  return KINDS.get(type) ?? 'other';
}
