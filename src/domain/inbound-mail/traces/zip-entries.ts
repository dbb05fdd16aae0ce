/** A file in a ZIP archive, as it is stored there. */
export interface ZipEntry {
  readonly name: string;
  /** True if it is deflated; false if it is stored. */
  readonly isDeflated: boolean;
  /** As it is stored. */
  readonly content: Uint8Array;
}

const END = 0x0605_4b50;
const ENTRY = 0x0201_4b50;
const LOCAL = 0x0403_4b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const MAX_COMMENT_BYTES = 0xffff;
const MAX_ENTRIES = 10_000;

/**
 * Returns the files of a ZIP archive by its central directory (APPNOTE 4.3.12); null if it is not one, is encrypted,
 * or has too many files. Runs in linear time.
 */
export function zipEntries(content: Uint8Array): readonly ZipEntry[] | null {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const end = endOf(view);
  if (end === null) return null;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    const entry = entryAt(content, view, at);
    if (entry === null || index >= MAX_ENTRIES) return null;
    entries.push(entry.entry);
    at += entry.bytes;
  }
  return entries;
}

function endOf(view: DataView): number | null {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT_BYTES); at -= 1) {
    if (view.getUint32(at, true) === END) return at;
  }
  return null;
}

function entryAt(content: Uint8Array, view: DataView, at: number) {
  if (at + ENTRY_BYTES > view.byteLength || view.getUint32(at, true) !== ENTRY) return null;
  const isEncrypted = (view.getUint16(at + 8, true) & 1) === 1;
  const method = view.getUint16(at + 10, true);
  const size = view.getUint32(at + 20, true);
  const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
  const local = view.getUint32(at + 42, true);
  const isKnown = method === 0 || method === 8;
  if (
    isEncrypted ||
    !isKnown ||
    local + LOCAL_BYTES > view.byteLength ||
    view.getUint32(local, true) !== LOCAL
  ) {
    return null;
  }
  const begin = local + LOCAL_BYTES + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  const [nameLength = 0, extraLength = 0, commentLength = 0] = [nameBytes, extraBytes, commentBytes];
  const nameAt = at + ENTRY_BYTES;
  return {
    entry: {
      name: new TextDecoder().decode(content.subarray(nameAt, nameAt + nameLength)),
      isDeflated: method === 8,
      content: content.subarray(begin, begin + size),
    },
    bytes: ENTRY_BYTES + nameLength + extraLength + commentLength,
  };
}
