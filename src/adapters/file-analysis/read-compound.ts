import { createRequire } from 'node:module';
import type { FileText } from '../../domain/files/analysis.js';
import type { ReadableFile } from '../../ports/files/file-reader.js';

const require = createRequire(import.meta.url);

/** The part of the library that is used. Its types are of a module that Node does not load. */
interface MsgReaderModule {
  readonly default: new (content: ArrayBuffer) => {
    getFileData(): {
      readonly error?: string;
      readonly subject?: string;
      readonly body?: string;
      readonly attachments?: readonly unknown[];
    };
  };
}

/** Names of streams, as compound files store them. */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');
const MESSAGE = Buffer.from('__substg1.0_', 'utf16le');

/** A compound file of Microsoft: a message of Outlook, an encrypted document, or a document of before 2007. */
export async function readCompound({ content }: Pick<ReadableFile, 'content'>): Promise<FileText> {
  const bytes = Buffer.from(content);
  if (bytes.includes(ENCRYPTED)) return { kind: 'document', text: '', metadata: {}, fault: 'encrypted' };
  if (!bytes.includes(MESSAGE)) return { kind: 'document', text: '', metadata: {}, fault: 'unsupported' };
  return Promise.resolve(readMessage(bytes));
}

function readMessage(bytes: Buffer): FileText {
  // CommonJS whose default export is a property.
  const { default: Reader } = require('@kenjiuno/msgreader') as MsgReaderModule;
  const copy = new ArrayBuffer(bytes.length);
  new Uint8Array(copy).set(bytes);
  const { subject = '', body = '', error, attachments = [] } = new Reader(copy).getFileData();
  if (error !== undefined) return { kind: 'mail', text: '', metadata: {}, fault: 'broken' };
  return {
    kind: 'mail',
    text: `${subject}\n\n${body}`,
    metadata: { files: attachments.length },
    fault: null,
  };
}
