import { cleanName, withNames } from '../files/file-names.js';

/** A part of a mail that is not its text. */
export interface MailPart {
  readonly name: string;
  /** The media type that the sender gives it, in lower case, without parameters. */
  readonly type: string;
  readonly sizeBytes: number;
  /** Empty if the mail exceeds the decoding limit. Such a file cannot be stored. */
  readonly content: Uint8Array;
  /** True for what the HTML form shows in the text, such as a logo. */
  readonly isInline: boolean;
  /** True for a file from a `winmail.dat`, where it could be part of another mail. */
  readonly isUnpacked?: true;
}

/** A file of a ticket or a comment. Its content is stored separately, under its id. */
export interface Attachment {
  /** `<id of the ticket or comment>.<attempt>.<place>` */
  readonly id: string;
  readonly name: string;
  /** As its sender calls it. */
  readonly type: string;
  readonly sizeBytes: number;
  /** True for a file that only staff may read. Absent for others. */
  readonly isInternal?: true;
}

/** Returns the files that a reader of their ticket or comment may read. */
export function readableFiles(
  files: readonly Attachment[] = [],
  seesInternals: boolean,
): readonly Attachment[] {
  return seesInternals ? files : files.filter(({ isInternal }) => isInternal !== true);
}

/** `attempt` separates the files of one attempt to write their owner from those of another. */
export function attachmentId(ownerId: string, attempt: string, place: number): string {
  return `${attachmentPrefix(ownerId)}${attempt}.${place}`;
}

/** Returns the prefix of the ids of all files of a ticket or comment. */
export function attachmentPrefix(ownerId: string): string {
  return `${ownerId}.`;
}

/** Returns the id of the ticket or comment that owns a file. */
export function attachmentOwner(id: string): string {
  return id.split('.', 1)[0] ?? '';
}

export const MAX_ATTACHMENTS = 20;
export const MAX_ATTACHMENT_BYTES = 25 * 1024 * 1024;

/** Smaller pictures that the text shows are logos of signatures. */
const LOGO_BYTES = 10 * 1024;

/**
 * Names of files that run code when opened:
 * attachments that Outlook blocks (support.microsoft.com, "Blocked attachments in Outlook") or Gmail refuses ("File
 * types blocked in Gmail"), and pages with scripts.
 */
const DANGEROUS_NAME =
  /\.(?:ade|adp|apk|app|appx|appxbundle|asp|aspx|bas|bat|cab|cer|chm|cmd|cnt|com|cpl|crt|csh|der|diagcab|dll|dmg|ex|ex_|exe|fxp|gadget|grp|hlp|hpj|hta|htc|htm|html|img|inf|ins|iso|isp|its|jar|jnlp|js|jse|ksh|lib|lnk|mad|maf|mag|mam|maq|mar|mas|mat|mau|mav|maw|mcf|mda|mdb|mde|mdt|mdw|mdz|mht|mhtml|msc|msh|msh1|msh2|mshxml|msi|msix|msixbundle|msp|mst|msu|nsh|ops|osd|pcd|pif|pl|plg|prf|prg|printerexport|ps1|ps1xml|ps2|ps2xml|psc1|psc2|psd1|psdm1|pst|py|pyc|pyo|pyw|pyz|pyzw|reg|scf|scr|sct|settingcontent-ms|sh|shb|shs|shtml|svg|svgz|swf|sys|theme|tmp|udl|url|vb|vbe|vbp|vbs|vhd|vhdx|vxd|webpnp|website|ws|wsb|wsc|wsf|wsh|xbap|xht|xhtml|xll|xml|xnk|xsl|xslt)$/iu;
const DANGEROUS_TYPE =
  /^(?:text\/(?:html|javascript|xml|ecmascript)|image\/svg\+xml|application\/(?:xhtml\+xml|xml|javascript|ecmascript|x-javascript|hta|x-msdownload|x-msdos-program|x-sh|x-csh|x-bat|java-archive|x-shockwave-flash|x-ms-installer|x-msi))$/u;

/** Parts of mails for programs. They repeat what is known about the mail. */
const FOR_PROGRAMS = ['message/delivery-status', 'text/rfc822-headers', 'message/disposition-notification'];

/** The handling of the parts of a mail; the lists contain names. */
export interface Sorted {
  readonly kept: readonly MailPart[];
  /** They can do harm. */
  readonly dangerous: readonly string[];
  /** Beyond the limits. */
  readonly excess: readonly string[];
  /** There is nothing in them. */
  readonly empty: readonly string[];
}

/** Chooses the parts of a mail to store, each with a name that is safe to show and save. */
export function sortParts(parts: readonly MailPart[]): Sorted {
  const [filled, empty] = [parts.filter(({ sizeBytes }) => sizeBytes > 0), parts.filter(isEmptyFile)];
  const named = withNames(filled.filter(isForPeople));
  const dangerous = named.filter(isDangerous);
  const kept: MailPart[] = [];
  const excess: string[] = [];
  let bytes = 0;
  for (const part of named) {
    if (dangerous.includes(part)) continue;
    const fits = kept.length < MAX_ATTACHMENTS && bytes + part.sizeBytes <= MAX_ATTACHMENT_BYTES;
    const isDecoded = part.content.byteLength > 0;
    if (!fits || !isDecoded) excess.push(publicName(part));
    else {
      bytes += part.sizeBytes;
      kept.push(part);
    }
  }
  return {
    kept,
    dangerous: dangerous.map(({ name }) => name),
    excess,
    empty: empty.map(({ name }) => cleanName(name) || '_'),
  };
}

/** Returns true for an attached file without content; a part without a name is not a file. */
function isEmptyFile(part: MailPart): boolean {
  return part.sizeBytes === 0 && part.name !== '' && isForPeople(part);
}

function isForPeople({ isInline, type, sizeBytes }: MailPart): boolean {
  const isLogo = isInline && type.startsWith('image/') && sizeBytes < LOGO_BYTES;
  return !isLogo && !FOR_PROGRAMS.includes(type);
}

function isDangerous({ name, type }: MailPart): boolean {
  return DANGEROUS_NAME.test(name) || DANGEROUS_TYPE.test(type);
}

/**
 * A nested mail is named by its subject, which may be for staff, and every reader sees the names of rejected files.
 */
function publicName({ name, type }: MailPart): string {
  return type.startsWith('message/') ? 'message.eml' : name;
}
