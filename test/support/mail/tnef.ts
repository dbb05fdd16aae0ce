/** What a test packs into a `winmail.dat`, as Outlook does ([MS-OXTNEF]). */
export interface Packed {
  readonly title?: string;
  readonly data?: Buffer;
  readonly properties?: readonly Buffer[];
}

const FILE_BEGINS = 0x00069002;

export function tnefOf(message: readonly Buffer[], files: readonly Packed[] = []): Buffer {
  const head = Buffer.from('789f3e220100', 'hex');
  const packed = files.flatMap(({ title, data, properties }) => [
    attribute(FILE_BEGINS, Buffer.alloc(14), 2),
    ...(title === undefined ? [] : [attribute(0x00018010, Buffer.from(`${title}\0`, 'latin1'), 2)]),
    ...(data === undefined ? [] : [attribute(0x0006800f, data, 2)]),
    ...(properties === undefined ? [] : [attribute(0x00069005, propertyList(properties), 2)]),
  ]);
  return Buffer.concat([head, ...message, ...packed]);
}

export function attribute(id: number, data: Buffer, level = 1): Buffer {
  const head = Buffer.alloc(9);
  head.writeUInt8(level);
  head.writeUInt32LE(id, 1);
  head.writeUInt32LE(data.length, 5);
  const sum = Buffer.alloc(2);
  sum.writeUInt16LE(data.reduce((total, byte) => (total + byte) % 65_536, 0));
  return Buffer.concat([head, data, sum]);
}

export const packedBody = (text: Buffer) => attribute(0x0002800c, text);
export const packedCodePage = (page: number) =>
  attribute(0x00069007, Buffer.concat([uint32(page), uint32(0)]));
export const packedProperties = (properties: readonly Buffer[]) =>
  attribute(0x00069003, propertyList(properties));

/** A property of text (PT_UNICODE). */
export const wideProperty = (id: number, text: string) =>
  property(0x1f, id, Buffer.from(`${text}\0`, 'utf16le'));
/** A property of bytes (PT_BINARY). */
export const binaryProperty = (id: number, value: Buffer) => property(0x102, id, value);
/** An object (PT_OBJECT), behind the name of its interface. */
export const objectProperty = (id: number, value: Buffer) =>
  property(0x0d, id, Buffer.concat([Buffer.alloc(16), value]));
export const numberProperty = (id: number, value: number) =>
  Buffer.concat([Buffer.from([0x03, 0]), uint16(id), uint32(value)]);
/** A named property (id from 0x8000 on), which bears its name before its value. */
export const namedProperty = (name: string, value: number) => {
  const text = Buffer.from(`${name}\0`, 'utf16le');
  return Buffer.concat([
    Buffer.from([0x03, 0, 0, 0x80]),
    Buffer.alloc(16),
    uint32(1),
    counted(text),
    uint32(value),
  ]);
};

function property(type: number, id: number, value: Buffer): Buffer {
  return Buffer.concat([uint16(type), uint16(id), uint32(1), counted(value)]);
}

function counted(value: Buffer): Buffer {
  return Buffer.concat([uint32(value.length), value, Buffer.alloc((4 - (value.length % 4)) % 4)]);
}

function propertyList(properties: readonly Buffer[]): Buffer {
  return Buffer.concat([uint32(properties.length), ...properties]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
