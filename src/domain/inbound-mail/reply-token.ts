import { generationParts } from '../tickets/signed-links/ended-secrets.js';
import { linkId } from '../tickets/signed-links/mailed-links.js';
import { formatTicketNumber } from '../tickets/ticket.js';

/** The ticket and person of a reply address. */
export interface ReplyBinding {
  readonly ticketNumber: string;
  readonly personId: string;
}

/** Bytes of the MAC in a token. RFC 2104 §5 requires at least 80 bits. */
const MARK_BYTES = 10;

const PERSON_BYTES = 16;
const NUMBER_BYTES = 5;
const TOKEN_BYTES = NUMBER_BYTES + PERSON_BYTES + MARK_BYTES;
const FIRST_YEAR = 2000;
const LAST_SEQUENCE = 0xffff_ffff;

/** RFC 4648 §6 in lower case: gateways change the case of addresses. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const BITS = 5;

/** Length of a token in characters. A local part has at most 64 (RFC 5321 §4.5.3.1.1). */
export const TOKEN_LENGTH = Math.ceil((TOKEN_BYTES * 8) / BITS);

/** The binding as an id that a mark of that generation can be derived from. */
export function replyBindingId({ ticketNumber, personId }: ReplyBinding, generation: number): string {
  return linkId('reply', ticketNumber, personId, ...generationParts(generation));
}

/** Null for ids that are no UUIDs and numbers beyond what fits. */
export function replyToken({ ticketNumber, personId }: ReplyBinding, mark: Uint8Array): string | null {
  const [, year = '', sequence = ''] = /^TKT-(\d{4})-(\d+)$/u.exec(ticketNumber) ?? [];
  const hex = personId.replaceAll('-', '');
  const age = Number(year) - FIRST_YEAR;
  const fits = age >= 0 && age <= 0xff && Number(sequence) <= LAST_SEQUENCE && sequence !== '';
  if (!fits || !/^[0-9a-f]{32}$/u.test(hex) || mark.length !== MARK_BYTES) return null;
  const bytes = new Uint8Array(TOKEN_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, age);
  view.setUint32(1, Number(sequence));
  bytes.set(
    Array.from({ length: PERSON_BYTES }, (_, index) =>
      Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16),
    ),
    NUMBER_BYTES,
  );
  bytes.set(mark, NUMBER_BYTES + PERSON_BYTES);
  return toBase32(bytes);
}

/** Parses a token; null for an invalid one. The MAC is checked separately. */
export function replyBindingOf(
  token: string,
): { readonly binding: ReplyBinding; readonly mark: Uint8Array } | null {
  const bytes = fromBase32(token.toLowerCase());
  if (bytes === null) return null;
  const view = new DataView(bytes.buffer);
  const hex = Array.from(bytes.subarray(NUMBER_BYTES, NUMBER_BYTES + PERSON_BYTES), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
  return {
    binding: {
      ticketNumber: formatTicketNumber(FIRST_YEAR + view.getUint8(0), view.getUint32(1)),
      personId: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5'),
    },
    mark: bytes.subarray(NUMBER_BYTES + PERSON_BYTES),
  };
}

function toBase32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.padEnd(TOKEN_LENGTH * BITS, '0').match(/.{5}/gu) ?? [];
  return groups.map((group) => ALPHABET[Number.parseInt(group, 2)] ?? '').join('');
}

function fromBase32(text: string): Uint8Array | null {
  if (text.length !== TOKEN_LENGTH || !/^[a-z2-7]+$/u.test(text)) return null;
  const bytes = new Uint8Array(TOKEN_BYTES);
  let group = 0;
  let bits = 0;
  let length = 0;
  for (const character of text) {
    group = ((group << BITS) | ALPHABET.indexOf(character)) & 0xffff;
    bits += BITS;
    if (bits < 8) continue;
    bits -= 8;
    bytes[length] = (group >> bits) & 0xff;
    length += 1;
  }
  return bytes;
}
