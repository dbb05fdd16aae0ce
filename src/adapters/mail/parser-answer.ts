import type { MailPart } from '../../domain/tickets/attachments.js';
import { deserialize, serialize } from 'node:v8';
import { DomainError } from '../../domain/errors.js';
import type { ParsedMail } from '../../domain/inbound-mail/parsed-mail.js';

/** The answer of a parser process. The contents of the parts follow, each in its own block. */
type Answer = { readonly isWorn: boolean } & (
  | { readonly kind: 'parsed'; readonly mail: ParsedMail }
  | { readonly kind: 'no_mail'; readonly message: string }
  /** `fault` is the name of an unexpected error. Its message may quote the mail. */
  | { readonly kind: 'failed'; readonly fault: string }
);

const NOTHING = new Uint8Array();

/**
 * Yields the blocks of the answer.
 * @param isWorn returns, after the parse, whether this process should parse no more mail
 */
export async function answerTo(
  parse: () => Promise<ParsedMail>,
  isWorn: () => boolean,
): Promise<readonly Uint8Array[]> {
  const blocks = (answer: Answer) => serialize(answer);
  try {
    const mail = await parse();
    const parts = mail.parts.map((part) => ({ ...part, content: NOTHING }));
    const first = blocks({ kind: 'parsed', mail: { ...mail, parts }, isWorn: isWorn() });
    return [first, ...mail.parts.map(({ content }) => content)];
  } catch (error) {
    if (error instanceof DomainError && error.code === 'invalid_input') {
      return [blocks({ kind: 'no_mail', message: error.message, isWorn: isWorn() })];
    }
    const fault = error instanceof Error ? error.name : 'unknown';
    return [blocks({ kind: 'failed', fault, isWorn: isWorn() })];
  }
}

/**
 * Reads an answer; `next` gives its blocks.
 * @throws DomainError `invalid_input` for what is no mail, `parse_crashed` for an unexpected error.
 */
export async function readAnswer(
  next: () => Promise<Buffer>,
): Promise<{ readonly mail: ParsedMail; readonly isWorn: boolean }> {
  // Written by `answerTo` of the same version.
  const answer = deserialize(await next()) as Answer;
  switch (answer.kind) {
    case 'no_mail':
      throw new DomainError('invalid_input', answer.message);
    case 'failed':
      throw new DomainError(
        'parse_crashed',
        `The mail parser failed with an unexpected error (${answer.fault}).`,
      );
    case 'parsed': {
      const parts: MailPart[] = [];
      for (const part of answer.mail.parts) parts.push({ ...part, content: await next() });
      return { mail: { ...answer.mail, parts }, isWorn: answer.isWorn };
    }
  }
}
