import type { ReportedRecipient } from '../../domain/inbound-mail/parsed-mail.js';

/** Bytes of a report that are searched for a returned mail. */
const MAX_SEARCHED_BYTES = 1_000_000;
const MAX_RETURNED = 20;
/** A report has some lines per recipient, and our mails have one recipient. */
const MAX_REPORT_BYTES = 100_000;

/**
 * Returns the recipients of a `message/delivery-status` (RFC 3464 §2.1): groups of fields, the first about the
 * message.
 */
export function reportedRecipients(content: Uint8Array): readonly ReportedRecipient[] {
  return Buffer.from(content.subarray(0, MAX_REPORT_BYTES))
    .toString('utf8')
    .replaceAll('\r', '')
    .split(/\n\s*\n/u)
    .map(fieldsOf)
    .filter((fields) => fields.has('action') || fields.has('status'))
    .map((fields) => ({
      action: fields.get('action')?.toLowerCase().split(/\s/u, 1)[0] ?? '',
      status: /^[245]\.\d{1,3}\.\d{1,3}/u.exec(fields.get('status') ?? '')?.[0] ?? '',
    }));
}

function fieldsOf(group: string): ReadonlyMap<string, string> {
  const lines = group.replaceAll(/\n[ \t]+/gu, ' ').split('\n');
  return new Map(
    lines.flatMap((line) => {
      const at = line.indexOf(':');
      return at < 1 ? [] : [[line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()] as const];
    }),
  );
}

/** Returns the Message-IDs below the mail's own headers, in forwarded or returned mails. */
export function returnedIds(raw: Uint8Array): readonly string[] {
  const text = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, MAX_SEARCHED_BYTES)).toString(
    'latin1',
  );
  const end = /\r?\n\r?\n/u.exec(text)?.index ?? text.length;
  const found = text.slice(end).matchAll(/^[> \t]{0,4}Message-ID:\s{0,4}(<[^<>\s]{1,250}>)/gimu);
  return [...new Set(Array.from(found, ([, id = '']) => id))].slice(0, MAX_RETURNED);
}
