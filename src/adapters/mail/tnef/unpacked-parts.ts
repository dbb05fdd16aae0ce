import type { MailPart } from '../../../domain/tickets/attachments.js';
import { lineText, textOf } from '../mail-text.js';
import { unpackTnef, type Tnef } from './unpack-tnef.js';

const TYPE = /^application\/(?:vnd\.)?ms-tnef$/u;
const NAME = /^win(?:mail)?\.dat$/iu;

interface Unpacked {
  readonly parts: readonly MailPart[];
  /** The text of their messages; empty for none. */
  readonly text: string;
}

/** The parts of a mail with what Outlook has packed into a `winmail.dat` in its place. One that is broken stays. */
export function unpackedParts(parts: readonly MailPart[]): Unpacked {
  const texts: string[] = [];
  const unpacked = parts.flatMap((part) => {
    const tnef = tnefOf(part);
    if (tnef === null) return [part];
    const text = textOf({ text: tnef.text, html: tnef.html === '' ? false : tnef.html });
    if (text !== '') texts.push(text);
    const files = filesOf(tnef);
    return files.length > 0 || text !== '' ? files : [part];
  });
  return { parts: unpacked, text: texts.join('\n\n') };
}

function tnefOf({ type, name, content }: MailPart): Tnef | null {
  if (!TYPE.test(type) && !NAME.test(name)) return null;
  return unpackTnef(Buffer.from(content.buffer, content.byteOffset, content.byteLength));
}

function filesOf({ files }: Tnef): readonly MailPart[] {
  return files.map(({ name, type, content, isShown }) => ({
    name: lineText(name),
    type: /^[\w.+-]+\/[\w.+-]+$/u.test(type) ? type : 'application/octet-stream',
    sizeBytes: content.length,
    content,
    isInline: isShown,
    isUnpacked: true,
  }));
}
