const MAX_NAME_LENGTH = 200;

/** File names by type, for files without a name. */
const NAME_OF_TYPE: ReadonlyMap<string, string> = new Map([
  ['text/calendar', 'invitation.ics'],
  ['application/ics', 'invitation.ics'],
  ['text/vcard', 'contact.vcf'],
  ['text/x-vcard', 'contact.vcf'],
  ['text/directory', 'contact.vcf'],
  ['message/rfc822', 'message.eml'],
  ['message/global', 'message.eml'],
  ['text/plain', 'text.txt'],
  ['text/html', 'page.html'],
  ['text/csv', 'table.csv'],
  ['text/rtf', 'document.rtf'],
  ['text/markdown', 'text.md'],
  ['application/rtf', 'document.rtf'],
  ['application/pdf', 'document.pdf'],
  ['application/x-pdf', 'document.pdf'],
  ['application/msword', 'document.doc'],
  ['application/vnd.ms-excel', 'table.xls'],
  ['application/vnd.ms-powerpoint', 'slides.ppt'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'document.docx'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'table.xlsx'],
  ['application/vnd.openxmlformats-officedocument.presentationml.presentation', 'slides.pptx'],
  ['application/vnd.oasis.opendocument.text', 'document.odt'],
  ['application/vnd.oasis.opendocument.spreadsheet', 'table.ods'],
  ['application/vnd.oasis.opendocument.presentation', 'slides.odp'],
  ['application/zip', 'archive.zip'],
  ['application/x-zip-compressed', 'archive.zip'],
  ['application/x-7z-compressed', 'archive.7z'],
  ['application/gzip', 'archive.gz'],
  ['application/json', 'data.json'],
  ['application/xml', 'data.xml'],
  ['text/xml', 'data.xml'],
  ['application/ms-tnef', 'winmail.dat'],
  ['application/vnd.ms-tnef', 'winmail.dat'],
  ['application/pkcs7-signature', 'smime.p7s'],
  ['application/x-pkcs7-signature', 'smime.p7s'],
  ['application/pkcs7-mime', 'smime.p7m'],
  ['application/x-pkcs7-mime', 'smime.p7m'],
  ['application/pgp-signature', 'signature.asc'],
  ['application/pgp-encrypted', 'version.asc'],
  ['application/pgp-keys', 'keys.asc'],
  ['image/jpeg', 'image.jpg'],
  ['image/jpg', 'image.jpg'],
  ['image/pjpeg', 'image.jpg'],
  ['image/svg+xml', 'image.svg'],
  ['image/tiff', 'image.tif'],
  ['image/x-ms-bmp', 'image.bmp'],
  ['image/x-png', 'image.png'],
  ['image/vnd.microsoft.icon', 'image.ico'],
  ['image/x-icon', 'image.ico'],
  ['audio/mpeg', 'audio.mp3'],
  ['audio/mp4', 'audio.m4a'],
  ['audio/x-wav', 'audio.wav'],
  ['audio/x-m4a', 'audio.m4a'],
  ['video/quicktime', 'video.mov'],
  ['video/x-msvideo', 'video.avi'],
  ['video/x-ms-wmv', 'video.wmv'],
]);
/** The ending of these is the subtype: `image/png`, `audio/wav`. */
const BY_SUBTYPE =
  /^(image|audio|video)\/(?:x-)?(png|gif|bmp|webp|heic|heif|avif|wav|ogg|aac|flac|amr|3gpp|opus|mp4|webm|mpeg)$/u;
/** File names by first bytes (in hexadecimal digits), if the type says nothing. */
const BY_CONTENT: readonly (readonly [beginning: string, name: string])[] = [
  ['25504446', 'document.pdf'],
  ['ffd8ff', 'image.jpg'],
  ['89504e470d0a1a0a', 'image.png'],
  ['474946383', 'image.gif'],
  ['504b0304', 'archive.zip'],
  ['424547494e3a5643414c', 'invitation.ics'],
  ['424547494e3a5643415244', 'contact.vcf'],
  ['7b5c727466', 'document.rtf'],
];
const LONGEST_BEGINNING = 12;

/** A file, as far as its name is concerned. */
interface NamedFile {
  readonly name: string;
  /** The media type. */
  readonly type: string;
  readonly content: Uint8Array;
}

/**
 * Returns safe names for display and download:
 * with an ending that matches the file if it has no name, at most 200 characters long, and unique.
 */
export function withNames<File extends NamedFile>(parts: readonly File[]): readonly File[] {
  const counts = new Map<string, number>();
  return parts.map((part, index) => {
    const name = cleanName(part.name) || nameByKind(part) || `attachment-${index + 1}`;
    return { ...part, name: uniqueName(name, counts) };
  });
}

/** Without what a path or a header could be made of. Dots and spaces at its end would hide what kind of file it is. */
export function cleanName(name: string): string {
  const safe = name
    .replaceAll(/[\\/:*?"<>|\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '_')
    .replaceAll(/^[.\s]+|[.\s]+$/gu, '');
  return withMark(safe, '');
}

function nameByKind({ type, content }: NamedFile): string {
  const [, kind = '', ending = ''] = BY_SUBTYPE.exec(type) ?? [];
  if (kind !== '') return `${kind}.${ending === '3gpp' ? '3gp' : ending}`;
  return (
    NAME_OF_TYPE.get(type) ?? BY_CONTENT.find(([beginning]) => hex(content).startsWith(beginning))?.[1] ?? ''
  );
}

function hex(content: Uint8Array): string {
  return Array.from(content.subarray(0, LONGEST_BEGINNING), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

/** `image.png`, then `image-2.png`. Some systems do not tell large letters from small ones. */
function uniqueName(name: string, counts: Map<string, number>): string {
  const key = name.toLowerCase();
  let count = (counts.get(key) ?? 0) + 1;
  let unique = name;
  while (count > 1 && counts.has((unique = withMark(name, `-${count}`)).toLowerCase())) count += 1;
  counts.set(key, count);
  if (unique !== name) counts.set(unique.toLowerCase(), 1);
  return unique;
}

/** Returns the name with `mark` before its ending. */
function withMark(name: string, mark: string): string {
  const ending = /\.[^.]{1,20}$/u.exec(name)?.[0] ?? '';
  const base = name.slice(0, name.length - ending.length);
  const room = MAX_NAME_LENGTH - ending.length - mark.length;
  const short = base.length <= room ? base : base.slice(0, room).replace(/\p{Cs}$/u, '');
  return `${short}${mark}${ending}`;
}
