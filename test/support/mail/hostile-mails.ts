import { letter } from './inbound.js';

/* Mails that are made to keep a parser busy, or to end it. All are small enough for a listener to take them. */

interface Hostile {
  readonly subject: string;
  readonly from?: string;
}

/** As much of a part as fits into so many characters. */
export function filled(part: string, characters: number): string {
  return part.repeat(Math.floor(characters / part.length));
}

/** A mail with the given head and body, one character for each byte. */
export function mailOf(headers: readonly string[], body: string, subject = 'Hostile'): string {
  const id = subject.replaceAll(/\W/gu, '-');
  return [
    'From: Alice <alice@holdfast.local>',
    'To: help@holdfast.local',
    `Subject: ${subject}`,
    `Message-ID: <${id}@hostile.example>`,
    'MIME-Version: 1.0',
    ...headers,
    '',
    body,
  ].join('\r\n');
}

/** 150,000 flowed lines: `libmime` joins them in more than linear time. */
export function manyFlowedLines({ subject, from }: Hostile): string {
  return letter({
    subject,
    ...(from === undefined ? {} : { from }),
    messageId: null,
    headers: ['Content-Type: text/plain; format=flowed'],
    text: 'a \n'.repeat(150_000),
  }).replace('Content-Type: text/plain; charset=utf-8\r\n', '');
}

/** 93 kB with 1,100 empty files: from 1,000 parts on `simpleParser` never settles. */
export function manyEmptyFiles({ subject, from }: Hostile): string {
  return letter({
    subject,
    ...(from === undefined ? {} : { from }),
    messageId: null,
    headers: ['Content-Type: multipart/mixed; boundary="b"'],
    text: `${'--b\nContent-Type: application/pdf\nContent-Disposition: attachment\n\n\n'.repeat(1_100)}--b--`,
  }).replace('Content-Type: text/plain; charset=utf-8\r\n', '');
}
