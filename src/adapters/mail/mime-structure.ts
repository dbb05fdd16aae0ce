import { firstValue, headerValue, headLines } from './mime-head.js';

/** A mail, or a part of it, with nothing decoded yet. */
export interface MimePart {
  /** Header lines, unfolded, one character for each byte. */
  readonly head: readonly string[];
  /** Media type in lower case; empty if the head names none. */
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
  /** `base64`, `quoted-printable`, or anything else for unencoded bytes. */
  readonly encoding: string;
  /** `inline`, `attachment`, …; empty if the head names none. */
  readonly disposition: string;
  /** True if the disposition has a file name. */
  readonly isNamed: boolean;
  /** The parts of a multipart; null for a leaf. */
  readonly parts: readonly MimePart[] | null;
  /** The content is between these offsets of the raw mail. */
  readonly start: number;
  readonly end: number;
}

export interface MimeStructure {
  readonly root: MimePart;
  /** True if the mail has more or deeper parts than this list. */
  readonly isCut: boolean;
}

/** A message with a longer head is not a mail: sendmail accepts 32 kB. */
const MAX_HEAD_BYTES = 128 * 1024;
/** The longest header of a part is the name of its file. */
const MAX_PART_HEAD_BYTES = 16 * 1024;
/** Characters of one structural header. Mail programs write some hundred. */
const MAX_VALUE = 4_096;
/** A newsletter has ten parts, a folder of photos hundreds. From 1,000 parts on the parser library never ends. */
const MAX_PARTS = 500;
/** Mails that are forwarded again and again nest some ten levels. */
const MAX_DEPTH = 30;

const LF = 0x0a;
const CR = 0x0d;
const BOUNDARY_BEGINS = Buffer.from('\n--');
interface GrowingPart extends MimePart {
  parts: GrowingPart[] | null;
  end: number;
}

interface OpenPart {
  readonly parts: GrowingPart[];
  readonly boundary: string;
  /** Media type of parts that name none. */
  readonly defaultType: string;
}

/**
 * Finds the parts of a mail (RFC 2046 §5.1) in linear time.
 * The boundary of an outer multipart also ends unclosed inner ones. Null if the head is too long for a mail.
 */
export function mimeStructure(raw: Buffer): MimeStructure | null {
  return new Scanner(raw).scan();
}

class Scanner {
  /** The multiparts and messages around the current position, the outermost first. */
  private readonly open: OpenPart[] = [];
  private leaf: GrowingPart | null = null;
  private at = 0;
  private count = 0;
  private isCut = false;

  constructor(private readonly raw: Buffer) {}

  scan(): MimeStructure | null {
    const root = this.begin(null);
    if (root === null) return null;
    for (let line = this.nextBoundary(); line !== null; line = this.nextBoundary()) {
      this.endLeaf(this.beforeLineBreak(line.start));
      this.open.length = line.place + 1;
      this.at = line.end;
      if (line.isClosing) continue;
      if (this.count === MAX_PARTS) {
        this.isCut = true;
        break;
      }
      this.begin(this.open.at(-1) ?? null);
    }
    this.endLeaf(this.raw.length);
    return { root, isCut: this.isCut };
  }

  /** Reads the head at the current position. Null for the mail's own head if it is too long. */
  private begin(around: OpenPart | null): GrowingPart | null {
    const from = this.at;
    const headEnd = this.skipHead(around === null);
    if (headEnd === null) return null;
    const part = partOf(
      this.raw.toString('latin1', from, Math.min(headEnd, from + maxHead(around))),
      this.at,
      around?.defaultType ?? '',
    );
    around?.parts.push(part);
    this.count += 1;
    const boundary = part.type.startsWith('multipart/') ? (part.parameters.get('boundary') ?? '') : '';
    // A nested mail counts as a file, even if it is marked inline: its text is not the mail's.
    if (boundary === '' || this.isAtLimit()) {
      this.leaf = part;
      return part;
    }
    // RFC 2046 §5.1.5: a digest is of mails.
    const defaultType = part.type === 'multipart/digest' ? 'message/rfc822' : '';
    this.open.push({ parts: (part.parts = []), boundary, defaultType });
    return part;
  }

  private isAtLimit(): boolean {
    const isDeep = this.open.length === MAX_DEPTH;
    if (isDeep) this.isCut = true;
    return isDeep;
  }

  /**
   * Skips a head to the empty line below it, or to the boundary of a part without one; returns the end of its lines.
   */
  private skipHead(isRoot: boolean): number | null {
    const from = this.at;
    for (;;) {
      const start = this.at;
      const end = this.lineEnd(start);
      if (isRoot && end - from > MAX_HEAD_BYTES) return null;
      if (start === this.raw.length || this.boundaryAt(start, end) !== null) return start;
      this.at = end;
      if (end - start <= 2 && this.beforeLineBreak(end) === start) return start;
    }
  }

  private endLeaf(end: number): void {
    if (this.leaf !== null) this.leaf.end = Math.max(this.leaf.start, end);
    this.leaf = null;
  }

  private nextBoundary(): BoundaryLine | null {
    if (this.open.length === 0) return null;
    let start = this.at;
    while (start >= 0 && start < this.raw.length) {
      const end = this.lineEnd(start);
      const found = this.boundaryAt(start, end);
      if (found !== null) return found;
      start = this.raw.indexOf(BOUNDARY_BEGINS, end - 1) + 1 || -1;
    }
    return null;
  }

  /** Returns the innermost open multipart whose boundary the line is. */
  private boundaryAt(start: number, end: number): BoundaryLine | null {
    const { raw } = this;
    const isLong = end - start > MAX_VALUE;
    if (isLong || raw[start] !== BOUNDARY_BEGINS[1] || raw[start + 1] !== BOUNDARY_BEGINS[2]) return null;
    const text = raw.toString('latin1', start + 2, end).trimEnd();
    for (let place = this.open.length - 1; place >= 0; place -= 1) {
      const boundary = this.open[place]?.boundary;
      if (boundary === undefined || !text.startsWith(boundary)) continue;
      const rest = text.slice(boundary.length);
      if (rest === '' || rest === '--') return { start, end, place, isClosing: rest === '--' };
    }
    return null;
  }

  private lineEnd(start: number): number {
    const at = this.raw.indexOf(LF, start);
    return at < 0 ? this.raw.length : at + 1;
  }

  /** The line break before a boundary belongs to the boundary. */
  private beforeLineBreak(end: number): number {
    if (this.raw[end - 1] !== LF) return end;
    return this.raw[end - 2] === CR ? end - 2 : end - 1;
  }
}

interface BoundaryLine {
  readonly start: number;
  /** Behind its line break. */
  readonly end: number;
  /** The index of its multipart among the open ones. */
  readonly place: number;
  readonly isClosing: boolean;
}

function maxHead(around: OpenPart | null): number {
  return around === null ? MAX_HEAD_BYTES : MAX_PART_HEAD_BYTES;
}

function partOf(headText: string, start: number, defaultType: string): GrowingPart {
  const head = headLines(headText);
  const { value: type, parameters } = headerValue(firstValue(head, 'content-type', MAX_VALUE));
  const disposition = headerValue(firstValue(head, 'content-disposition', MAX_VALUE));
  const encoding = firstValue(head, 'content-transfer-encoding', MAX_VALUE).toLowerCase();
  return {
    head,
    type: type === '' ? defaultType : type,
    parameters,
    encoding: /^[a-z0-9-]+/u.exec(encoding)?.[0] ?? '',
    disposition: disposition.value,
    isNamed: disposition.parameters.has('filename'),
    parts: null,
    start,
    end: start,
  };
}
