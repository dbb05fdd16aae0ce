import { decodeText } from '../charset/decode.js';

/** Properties of Outlook's messages and files ([MS-OXPROPS]) that are read. */
export const PROPERTY = {
  body: 0x1000,
  rtf: 0x1009,
  html: 0x1013,
  dataObject: 0x3701,
  fileName: 0x3704,
  longFileName: 0x3707,
  mediaType: 0x370e,
  contentId: 0x3712,
  codePage: 0x3fde,
} as const;

interface PropertyValue {
  readonly type: number;
  readonly bytes: Buffer;
}

export type Properties = ReadonlyMap<number, PropertyValue>;

const MAX_PROPERTIES = 2_000;
const MAX_VALUES = 10_000;
const MULTIPLE = 0x1000;
const NAMED_FROM = 0x8000;
const STRING_8 = 0x1e;
const UNICODE = 0x1f;
/** An object, strings and binary have a length each. */
const WITH_LENGTH = [0x0d, STRING_8, UNICODE, 0x102];
const EIGHT_BYTES = [0x05, 0x06, 0x07, 0x14, 0x40];
const GUID = 0x48;

/** Reads bytes from the beginning on. @throws RangeError behind the end */
class Cursor {
  private at = 0;

  constructor(private readonly bytes: Buffer) {}

  uint16(): number {
    return this.take(2).readUInt16LE();
  }

  uint32(): number {
    return this.take(4).readUInt32LE();
  }

  take(length: number): Buffer {
    if (this.at + length > this.bytes.length) throw new RangeError('The data is truncated.');
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  /** A value with its length before it and padding behind it. */
  counted(): Buffer {
    const value = this.take(this.uint32());
    this.at = Math.min(this.bytes.length, this.at + ((4 - (value.length % 4)) % 4));
    return value;
  }
}

/** The properties of a message or a file ([MS-OXTNEF] §2.1.3.4), as many as are whole. Of several values the first. */
export function propertiesOf(bytes: Buffer): Properties {
  const properties = new Map<number, PropertyValue>();
  const cursor = new Cursor(bytes);
  try {
    const count = Math.min(cursor.uint32(), MAX_PROPERTIES);
    for (let read = 0; read < count; read += 1) {
      const type = cursor.uint16();
      const id = cursor.uint16();
      if (id >= NAMED_FROM) skipName(cursor);
      const value = valueOf(cursor, type);
      if (!properties.has(id)) properties.set(id, { type: type & ~MULTIPLE, bytes: value });
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return properties;
}

/**
 * Returns the text of a property; empty for none.
 * @param charset of strings with one byte per character
 */
export function textOf(properties: Properties, id: number, charset: string): string {
  const value = properties.get(id);
  if (value === undefined || ![STRING_8, UNICODE].includes(value.type)) return '';
  const text =
    value.type === UNICODE ? decodeText(value.bytes, 'utf-16le') : decodeText(value.bytes, charset);
  return text.replace(/\0+$/u, '');
}

function skipName(cursor: Cursor): void {
  cursor.take(16);
  if (cursor.uint32() === 0) cursor.uint32();
  else cursor.counted();
}

function valueOf(cursor: Cursor, type: number): Buffer {
  const single = type & ~MULTIPLE;
  const hasLength = WITH_LENGTH.includes(single);
  const isMany = (type & MULTIPLE) !== 0 || hasLength;
  const count = isMany ? Math.min(cursor.uint32(), MAX_VALUES) : 1;
  let first: Buffer = Buffer.alloc(0);
  for (let read = 0; read < count; read += 1) {
    const value = hasLength ? cursor.counted() : cursor.take(sizeOf(single));
    if (read === 0) first = value;
  }
  return first;
}

function sizeOf(type: number): number {
  if (type === GUID) return 16;
  return EIGHT_BYTES.includes(type) ? 8 : 4;
}
