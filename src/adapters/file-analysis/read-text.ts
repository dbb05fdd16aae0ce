import type { FileText } from '../../domain/files/analysis.js';
import type { ReadableFile } from '../../ports/files/file-reader.js';
import { mailParser } from '../mail/parse-mail.js';

/** The head of a mail: at least three headers, with one that only mails have. */
const MAIL_HEAD = /^(?:[A-Za-z][A-Za-z-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){3,}/u;
const MAIL_ONLY = /^(?:Received|Message-ID|MIME-Version|Return-Path):/imu;
const HEAD_LENGTH = 20_000;
/** Rows whose number of separators says that it is a table. */
const ROWS = 5;

/** Text as it is, or the text of a mail. */
export async function readText({ type, content }: Pick<ReadableFile, 'type' | 'content'>): Promise<FileText> {
  const text = new TextDecoder('utf-8').decode(content);
  if (type === 'message/rfc822' || isMail(text.slice(0, HEAD_LENGTH))) return readMail(content);
  const lines = text.split('\n', ROWS + 1);
  return { kind: isTable(lines) ? 'table' : 'text', text, metadata: {}, fault: null };
}

async function readMail(content: Uint8Array): Promise<FileText> {
  const { subject, text, parts } = await mailParser.parse(content);
  return { kind: 'mail', text: `${subject}\n\n${text}`, metadata: { files: parts.length }, fault: null };
}

function isMail(head: string): boolean {
  const lines = head.replaceAll('\r\n', '\n');
  return MAIL_HEAD.test(lines) && MAIL_ONLY.test(lines);
}

function isTable(lines: readonly string[]): boolean {
  const rows = lines.slice(0, ROWS).filter((line) => line.trim() !== '');
  return [',', ';', '\t'].some((separator) => {
    const counts = new Set(rows.map((row) => row.split(separator).length));
    return rows.length >= 3 && counts.size === 1 && !counts.has(1);
  });
}
