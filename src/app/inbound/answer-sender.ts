import { classifyMail } from '../../domain/inbound/classify-mail.js';
import type { MailAddress } from '../../domain/inbound/parsed-mail.js';
import type { Ticket } from '../../domain/ticket.js';
import type { AppDeps } from '../deps.js';
import type { Block } from '../mails/blocks.js';
import { composeMail } from '../mails/compose-mail.js';
import { messageIdOf } from '../mails/message-id.js';
import { phrasesIn } from '../mails/phrases.js';
import { ticketUrl } from '../ticket-url.js';
import type { Incoming } from './incoming.js';
import { senderOf } from './sender.js';
import { mayGoOn } from './sender-limits.js';

type Deps = Pick<
  AppDeps,
  'mailer' | 'mailedSecrets' | 'senderLog' | 'sealer' | 'clock' | 'logger' | 'publicUrl' | 'inbound'
>;

/** Says why nothing came of a mail, and nothing of what it said, its name included: whoever is written to may not have written it. Bounded by the day. */
export async function answerRefused(
  deps: Deps,
  incoming: Incoming,
  reason: 'unknown_sender' | 'unverified_staff',
): Promise<void> {
  // A list or a machine would get it, and answer in its turn.
  if (classifyMail(incoming.mail, deps.inbound.ours) !== 'person') return;
  if (!(await mayGoOn(deps, incoming, 'refused'))) return;
  const { say } = phrasesIn(incoming.mail.language);
  const { address } = senderOf(incoming.mail);
  const blocks = [textBlock(say(`mail_refused.${reason}`))];
  await answer(deps, incoming, { name: address, address }, say('mail_refused.subject'), blocks);
}

/** Says which commands of a mail were not followed, and why. */
export async function answerCommands(
  deps: Deps,
  incoming: Incoming,
  { number }: Ticket,
  problems: readonly string[],
): Promise<void> {
  if (!(await mayGoOn(deps, incoming, 'told'))) return;
  const { say } = phrasesIn(null);
  const lead = say('mail_commands.lead', { number });
  await answer(deps, incoming, senderOf(incoming.mail), `[${number}] ${say('mail_commands.subject')}`, [
    textBlock(lead),
    textBlock(problems.join('\n')),
    // By it the mail is known for ours where it is quoted.
    {
      kind: 'actions',
      actions: [{ label: say('open', { number }), url: ticketUrl(deps.publicUrl, number) }],
    },
  ]);
}

function textBlock(text: string): Block {
  return { kind: 'text', text };
}

/** An answer that does not get through is not tried again: it is a courtesy. Its Message-ID is the same each time. */
async function answer(
  deps: Deps,
  { id, mail }: Incoming,
  { name, address }: MailAddress,
  subject: string,
  blocks: readonly Block[],
): Promise<void> {
  const envelope = {
    messageId: messageIdOf(deps, `${id}.answer`),
    recipient: { name: name === '' ? address : name, email: address },
    answersMail: true,
    switchOff: null,
    ...(mail.messageId === null ? {} : { threadId: mail.messageId }),
  };
  const rendered = composeMail(envelope, phrasesIn(mail.language), {
    subject,
    preview: subject,
    blocks,
  });
  try {
    await deps.mailer.inTurn(() => deps.mailer.send(rendered));
  } catch (error) {
    deps.logger.warn(
      { err: error, mailId: id, messageId: envelope.messageId },
      'An answer to a mail was not sent',
    );
  }
}
