import { promisify } from 'node:util';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import type { FileFault } from '../../domain/files/analysis.js';

/** Beyond these an archive is a bomb, or too much to read. */
const MAX_ENTRIES = 10_000;
const MAX_TOTAL_BYTES = 200 * 1024 * 1024;
/** Of one entry. A stream is stopped here, whatever size the archive declares. */
const MAX_ENTRY_BYTES = 16 * 1024 * 1024;

/** Thrown for an archive that is not read. */
export class ZipFault extends Error {
  constructor(readonly fault: FileFault) {
    super(fault);
  }
}

const open = promisify<Buffer, { lazyEntries: boolean; validateEntrySizes: boolean }, ZipFile>(fromBuffer);

/**
 * Looks at all entries first, and yields the content of those that are wanted, in the order of their names.
 * @throws ZipFault
 */
export async function* zipEntries(
  content: Uint8Array,
  isWanted: (name: string) => boolean,
): AsyncGenerator<{ readonly name: string; readonly bytes: Buffer }, void> {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const zip = await open(bytes, { lazyEntries: true, validateEntrySizes: true }).catch(() => {
    throw new ZipFault('broken');
  });
  const entries = await listed(zip);
  const wanted = entries.filter(({ fileName }) => isWanted(fileName));
  for (const entry of wanted.sort((a, b) => a.fileName.localeCompare(b.fileName, 'en', { numeric: true }))) {
    yield { name: entry.fileName, bytes: await inflated(zip, entry) };
  }
}

async function listed(zip: ZipFile): Promise<Entry[]> {
  if (zip.entryCount > MAX_ENTRIES) throw new ZipFault('too_large');
  const entries: Entry[] = [];
  let total = 0;
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      total += entry.uncompressedSize;
      if ((entry.generalPurposeBitFlag & 1) === 1) reject(new ZipFault('encrypted'));
      else if (total > MAX_TOTAL_BYTES) reject(new ZipFault('too_large'));
      else {
        entries.push(entry);
        zip.readEntry();
      }
    });
    zip.once('end', () => resolve());
    zip.once('error', () => reject(new ZipFault('broken')));
    zip.readEntry();
  });
  return entries;
}

async function inflated(zip: ZipFile, entry: Entry): Promise<Buffer> {
  if (entry.uncompressedSize > MAX_ENTRY_BYTES) throw new ZipFault('too_large');
  const stream = await promisify(
    zip.openReadStream.bind(zip) as (
      entry: Entry,
      callback: (error: Error | null, stream: NodeJS.ReadableStream) => void,
    ) => void,
  )(entry).catch(() => {
    throw new ZipFault('broken');
  });
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of stream) {
      parts.push(part as Buffer);
      size += (part as Buffer).length;
      if (size > MAX_ENTRY_BYTES) throw new ZipFault('too_large');
    }
  } catch (error) {
    throw error instanceof ZipFault ? error : new ZipFault('broken');
  }
  return Buffer.concat(parts);
}
