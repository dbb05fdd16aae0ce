import type { MailPart } from '../../../domain/tickets/attachments.js';
import { answeredAddress } from '../../../domain/inbound-mail/answered-address.js';
import { classifyMail } from '../../../domain/inbound-mail/kind/classify-mail.js';
import type { MailAddress } from '../../../domain/inbound-mail/parsed-mail.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import type { User } from '../../../domain/accounts/user.js';
import type { AppDeps } from '../../deps.js';
import { answeredIds } from '../../mail/templates/kinds/answered-mails.js';
import type { Block } from '../../mail/templates/blocks.js';
import { composeMail } from '../../mail/templates/compose-mail.js';
import { messageIdOf } from '../../mail/templates/message-id.js';
import { phrasesIn, type Phrases } from '../../mail/templates/phrases.js';
import { ticketUrl } from '../../tickets/ticket-url.js';
import type { Incoming } from '../incoming.js';
import { senderOf } from '../sender/sender.js';
import { isWithinSenderLimits } from '../sender/sender-limits.js';

type Deps = Pick<
  AppDeps,
  | 'mailer'
  | 'mailedSecrets'
  | 'senderLog'
  | 'sealer'
  | 'clock'
  | 'logger'
  | 'publicUrl'
  | 'inbound'
  | 'settings'
>;

/**
 * Sends a rejection notice.
 * It never quotes the original, not even a name, because the address may be forged. Limited per day.
 */
export async function answerRefused(
  deps: Deps,
  incoming: Incoming,
  reason: 'unknown_sender' | 'unverified_staff' | { readonly shownAddressOf: string },
): Promise<void> {
  // A mailing list or a program would get the answer, and might answer it.
  if (classifyMail(incoming.mail, deps.inbound.ours) !== 'person') return;
  if (!(await isWithinSenderLimits(deps, incoming, 'refused'))) return;
  const { say, language } = phrasesIn(incoming.mail.language);
  const { address } = answeredAddress(incoming.mail, deps.inbound.ours) ?? senderOf(incoming.mail);
  const blocks =
    typeof reason === 'string'
      ? [textBlock(say(`mail_refused.${reason}`))]
      : [
          textBlock(say('mail_refused.shown_address', { number: reason.shownAddressOf })),
          openBlock(deps, reason.shownAddressOf, say),
        ];
  await answer(deps, incoming, { name: address, address, language }, say('mail_refused.subject'), blocks);
}

/** The parts of a mail that were not processed as its author wanted. */
interface LeftOut {
  /** Failed commands, in English. */
  readonly problems: readonly string[];
  /** True if the whole text became an internal note. */
  readonly isQuoting: boolean;
  /** Files that stay with staff. */
  readonly held: readonly Pick<MailPart, 'name'>[];
}

/**
 * Mails the author about failed commands, and about parts that did not go to the requester, with reasons; nothing
 * without these.
 */
export async function tellAuthor(
  deps: Deps,
  incoming: Incoming,
  { ticket: { number }, author }: { readonly ticket: Ticket; readonly author: Pick<User, 'language'> },
  { problems, isQuoting, held }: LeftOut,
): Promise<void> {
  const { say, language } = phrasesIn(author.language ?? incoming.mail.language);
  const texts = [
    ...(problems.length === 0 ? [] : [say('mail_commands.lead', { number }), problems.join('\n')]),
    ...(isQuoting ? [say('mail_told.quoting', { number })] : []),
    ...(held.length === 0
      ? []
      : [say('mail_told.files', { number }), held.map(({ name }) => name).join('\n')]),
  ];
  if (texts.length === 0 || !(await isWithinSenderLimits(deps, incoming, 'told'))) return;
  const subject = `[${number}] ${say('mail_commands.subject')}`;
  await answer(deps, incoming, { ...senderOf(incoming.mail), language }, subject, [
    ...texts.map(textBlock),
    // It marks the mail as ours in a quote.
    openBlock(deps, number, say),
  ]);
}

function openBlock({ publicUrl }: Deps, number: string, say: Phrases['say']): Block {
  return {
    kind: 'actions',
    actions: [{ label: say('open', { number }), url: ticketUrl(publicUrl, number) }],
  };
}

function textBlock(text: string): Block {
  return { kind: 'text', text };
}

/** A failed answer is not retried, because it is a courtesy. Its Message-ID never changes. */
async function answer(
  deps: Deps,
  { id, mail }: Incoming,
  { name, address, language }: MailAddress & Pick<Phrases, 'language'>,
  subject: string,
  blocks: readonly Block[],
): Promise<void> {
  const { deskName } = await deps.settings.current();
  const envelope = {
    messageId: messageIdOf(deps, `${id}.answer`),
    recipient: { name: name === '' ? address : name, email: address },
    answersMail: true,
    switchOff: null,
    answered: answeredIds(mail.messageId),
  };
  const rendered = composeMail(envelope, phrasesIn(language).of(deskName), {
    subject,
    preview: subject,
    blocks,
  });
  try {
    await deps.mailer.withPermit(() => deps.mailer.send(rendered));
  } catch (error) {
    deps.logger.warn({ err: error, mailId: id, messageId: envelope.messageId }, 'automatic reply not sent');
  }
}
