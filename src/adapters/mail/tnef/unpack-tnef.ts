import { decodeText } from '../charset/decode.js';
import { textOf as shownText } from '../mail-text.js';
import { decompressRtf } from '../rtf/decompress-rtf.js';
import { rtfText } from '../rtf/rtf-text.js';
import { PROPERTY, propertiesOf, textOf, type Properties } from './mapi-properties.js';

export interface TnefFile {
  readonly name: string;
  /** Media type; empty if unknown. */
  readonly type: string;
  readonly content: Buffer;
  /** True for one that the HTML of the message shows. */
  readonly isShown: boolean;
}

export interface Tnef {
  readonly text: string;
  readonly html: string;
  readonly files: readonly TnefFile[];
}

const SIGNATURE = 0x223e9f78;
const HEADER_BYTES = 6;
const ATTRIBUTE_BYTES = 9;
const CHECKSUM_BYTES = 2;
const MAX_FILES = 100;
/** Messages within messages. */
const MAX_DEPTH = 4;
/** The interface of an object, before its bytes. */
const INTERFACE_BYTES = 16;
const FALLBACK = 'windows-1252';

const ATTRIBUTE = {
  body: 0x0002800c,
  codePage: 0x00069007,
  properties: 0x00069003,
  fileBegins: 0x00069002,
  fileTitle: 0x00018010,
  fileData: 0x0006800f,
  fileProperties: 0x00069005,
} as const;

interface GrowingFile {
  title: Buffer;
  data: Buffer | null;
  properties: Properties;
}

/**
 * Unpacks Outlook's `winmail.dat` ([MS-OXTNEF]) as far as it is complete; null for anything else.
 * It copies nothing, and reads each byte once for each surrounding message.
 */
export function unpackTnef(bytes: Buffer, depth = 0): Tnef | null {
  if (bytes.length < HEADER_BYTES || bytes.readUInt32LE(0) !== SIGNATURE) return null;
  let [body, charset]: [Buffer, string] = [Buffer.alloc(0), FALLBACK];
  let properties: Properties = new Map();
  const files: GrowingFile[] = [];
  for (const { id, data } of attributesOf(bytes)) {
    const file = files.at(-1);
    if (id === ATTRIBUTE.codePage && data.length >= 4) charset = codePage(data.readUInt32LE(0));
    else if (id === ATTRIBUTE.body) body = data;
    else if (id === ATTRIBUTE.properties) properties = propertiesOf(data);
    else if (id === ATTRIBUTE.fileBegins) {
      if (files.length === MAX_FILES) break;
      files.push({ title: Buffer.alloc(0), data: null, properties: new Map() });
    } else if (file === undefined) continue;
    else if (id === ATTRIBUTE.fileTitle) file.title = data;
    else if (id === ATTRIBUTE.fileData) file.data = data;
    else if (id === ATTRIBUTE.fileProperties) file.properties = propertiesOf(data);
  }
  return {
    ...saidIn(properties, body, charset),
    files: files.flatMap((file) => filesOf(file, charset, depth)).slice(0, MAX_FILES),
  };
}

/** Outlook packs one or several forms of the text. RTF is read only without another form. */
function saidIn(properties: Properties, body: Buffer, charset: string): Pick<Tnef, 'text' | 'html'> {
  const text = textOf(properties, PROPERTY.body, charset) || decodeText(body, charset).replace(/\0+$/u, '');
  const html = htmlOf(properties, charset);
  const packed = text === '' && html === '' ? properties.get(PROPERTY.rtf)?.bytes : undefined;
  const rtf = packed === undefined ? null : decompressRtf(packed);
  const read = rtf === null ? null : rtfText(rtf);
  if (read === null) return { text, html };
  return read.isHtml ? { text, html: read.text } : { text: read.text, html };
}

function* attributesOf(bytes: Buffer): Generator<{ readonly id: number; readonly data: Buffer }> {
  for (let at = HEADER_BYTES; at + ATTRIBUTE_BYTES <= bytes.length;) {
    const start = at + ATTRIBUTE_BYTES;
    const end = start + bytes.readUInt32LE(at + 5);
    // A file that is not whole would only seem to be one.
    if (end > bytes.length) return;
    yield { id: bytes.readUInt32LE(at + 1), data: bytes.subarray(start, end) };
    at = end + CHECKSUM_BYTES;
  }
}

/** HTML has its own code page. */
function htmlOf(properties: Properties, charset: string): string {
  const html = properties.get(PROPERTY.html);
  if (html === undefined) return '';
  const own = properties.get(PROPERTY.codePage)?.bytes;
  const label = own !== undefined && own.length >= 4 ? codePage(own.readUInt32LE(0)) : charset;
  return textOf(properties, PROPERTY.html, label) || decodeText(html.bytes, label).replace(/\0+$/u, '');
}

function filesOf(
  { title, data, properties }: GrowingFile,
  charset: string,
  depth: number,
): readonly TnefFile[] {
  const text = (id: number) => textOf(properties, id, charset);
  const object = properties.get(PROPERTY.dataObject)?.bytes.subarray(INTERFACE_BYTES);
  const name =
    text(PROPERTY.longFileName) || text(PROPERTY.fileName) || decodeText(title, charset).replace(/\0+$/u, '');
  if (object !== undefined && depth < MAX_DEPTH) {
    const message = unpackTnef(object, depth + 1);
    if (message !== null)
      return [...textFile(shownText({ ...message, html: message.html || false }), name), ...message.files];
  }
  const content = data ?? object;
  if (content === undefined) return [];
  return [
    { name, type: text(PROPERTY.mediaType).toLowerCase(), content, isShown: text(PROPERTY.contentId) !== '' },
  ];
}

/** A message within the message is read as a file of text. */
function textFile(text: string, name: string): readonly TnefFile[] {
  const content = Buffer.from(text);
  return text === ''
    ? []
    : [{ name: `${name || 'message'}.txt`, type: 'text/plain', content, isShown: false }];
}

function codePage(number: number): string {
  return `cp${number}`;
}
