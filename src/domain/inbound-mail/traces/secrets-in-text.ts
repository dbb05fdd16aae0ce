import { mailSwitchOf, type MailSwitch } from '../../mail/mail-switch.js';
import { actionLinkOf, type ActionLink } from '../../tickets/signed-links/action-link.js';
import { squeezed } from './own-traces.js';
import { replyBindingOf, TOKEN_LENGTH, type ReplyBinding } from '../reply-token.js';

/** A possible mailed secret. Only the server's key can verify it. */
export type SuspectedSecret =
  | { readonly kind: 'action'; readonly id: string; readonly link: ActionLink; readonly proof: string }
  | { readonly kind: 'switch'; readonly id: string; readonly link: MailSwitch; readonly proof: string }
  /** A link that sets a password. */
  | { readonly kind: 'password'; readonly id: string; readonly proof: string }
  | {
      readonly kind: 'reply';
      readonly token: string;
      readonly binding: ReplyBinding;
      readonly mark: Uint8Array;
    };

/**
 * Required characters of a link's proof.
 * 72 bits cannot be guessed, and the end of a long link is often lost.
 */
export const PROOF_LENGTH = 12;

const UUID = '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}';
const ACTION = new RegExp(
  `(action~[a-z]{1,20}~${UUID}~${UUID}~\\d{1,16}(?:~\\d{1,9})?)\\.([\\w-]{${PROOF_LENGTH}})`,
  'gu',
);
const SWITCH = new RegExp(`(mails~${UUID}~[a-z_]{1,20}(?:~\\d{1,9})?)\\.([\\w-]{${PROOF_LENGTH}})`, 'gu');
/** The id of a code. Other links end with such an id too, and have another proof. */
const PASSWORD = new RegExp(`(?<!~)(${UUID})\\.([\\w-]{${PROOF_LENGTH}})`, 'gu');
/** In an address. */
const ADDRESSED = new RegExp(`\\+([a-z2-7]{${TOKEN_LENGTH}})|(?<=([a-z2-7]{${TOKEN_LENGTH}}))@`, 'giu');
/** Without its address: a word of that length. */
const ALONE = new RegExp(`(?<![a-z0-9])[a-z2-7]{${TOKEN_LENGTH}}(?![a-z0-9])`, 'giu');

/** Yields the possible mailed secrets in a text. Runs in linear time. */
export function* suspectedSecrets(text: string): Generator<SuspectedSecret> {
  const joined = squeezed(text);
  for (const [, id = '', proof = ''] of joined.matchAll(ACTION)) {
    const link = actionLinkOf(id);
    if (link !== null) yield { kind: 'action', id, link, proof };
  }
  for (const [, id = '', proof = ''] of joined.matchAll(SWITCH)) {
    const link = mailSwitchOf(id);
    if (link !== null) yield { kind: 'switch', id, link, proof };
  }
  for (const [, id = '', proof = ''] of joined.matchAll(PASSWORD)) yield { kind: 'password', id, proof };
  for (const [, after, before = ''] of joined.matchAll(ADDRESSED)) {
    yield* replySecret(after ?? before);
  }
  for (const [token] of text.matchAll(ALONE)) yield* replySecret(token);
}

function* replySecret(text: string): Generator<SuspectedSecret> {
  const token = text.toLowerCase();
  const read = replyBindingOf(token);
  if (read !== null && isLikely(read.binding)) yield { kind: 'reply', token, ...read };
}

/**
 * Base64 contains such letters by chance.
 * Few of them are a current ticket number and the id of a person (RFC 9562 §4).
 */
function isLikely({ ticketNumber, personId }: ReplyBinding): boolean {
  return /^TKT-20[2-9]\d-\d{6,10}$/u.test(ticketNumber) && /^.{14}[1-8].{4}[89ab]/u.test(personId);
}
