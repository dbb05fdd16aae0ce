import { MAX_TEXT, type FileText } from '../../domain/files/analysis.js';
import type { ReadableFile } from '../../ports/files/file-reader.js';
import { kindOf } from './kind.js';

type Read = (file: ReadableFile) => Promise<FileText>;

/** Reads one file. The libraries are loaded when the first file needs them. */
export async function readContent(file: ReadableFile): Promise<FileText> {
  const read = await readerFor(file);
  if (read === null) return { kind: kindOf(file.type), text: '', metadata: {}, fault: 'unsupported' };
  const found = await read(file);
  return { ...found, text: tidy(found.text) };
}

const PICTURES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/bmp'];
const OFFICE = /^application\/vnd\.(?:openxmlformats-officedocument|oasis\.opendocument)\./u;

async function readerFor({ type }: ReadableFile): Promise<Read | null> {
  if (PICTURES.includes(type)) return (await import('./read-picture.js')).readPicture;
  if (type === 'application/pdf') return (await import('./read-pdf.js')).readPdf;
  if (OFFICE.test(type)) return (await import('./read-office.js')).readOffice;
  if (type === 'application/x-cfb') return (await import('./read-compound.js')).readCompound;
  if (type === 'text/plain' || type === 'message/rfc822') return (await import('./read-text.js')).readText;
  return null;
}

/** Without control characters, and with one empty line at most between two others. */
function tidy(text: string): string {
  return text
    .slice(0, 4 * MAX_TEXT)
    .replaceAll(/[\p{Cc}\p{Cs}]/gu, (character) =>
      character === '\n' || character === '\t' ? character : ' ',
    )
    .replaceAll(/[^\S\n]+/gu, ' ')
    .replaceAll(/ ?\n ?/gu, '\n')
    .replaceAll(/\n{3,}/gu, '\n\n')
    .trim()
    .slice(0, MAX_TEXT);
}
