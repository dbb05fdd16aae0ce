import { isEmailAddress } from '../../domain/email-address.js';
import { classifyMail } from '../../domain/inbound-mail/kind/classify-mail.js';
import { MAX_HOPS } from '../../domain/inbound-mail/inbound-rules.js';
import { withAuthor } from '../../domain/inbound-mail/kind/mailing-list.js';
import { senderVerdict } from '../../domain/inbound-mail/sender/sender-verdict.js';
import { actForSender } from './sender/act-for-sender.js';
import { ignored, refused, type InboundDeps, type Incoming, type Settled } from './incoming.js';
import { noteBounce } from './apply/note-bounce.js';
import { senderOf } from './sender/sender.js';

/** Automatic mails come first: they are never answered and never reach a ticket. */
export async function dispatchMail(deps: InboundDeps, received: Incoming): Promise<Settled> {
  const incoming = { ...received, mail: withAuthor(received.mail, deps.inbound.ours) };
  const { mail } = incoming;
  const kind = classifyMail(mail, deps.inbound.ours);
  if (kind === 'bounce') {
    return { outcome: { kind: 'bounce', accountIds: await noteBounce(deps, incoming) }, accountId: null };
  }
  if (kind === 'own') return ignored('own_mail');
  if ((mail.headers.get('received')?.length ?? 0) > MAX_HOPS) return ignored('loop');
  if (kind === 'automatic') return ignored('automatic');
  if (mail.from.length === 0) return refused('no_sender');
  if (!isEmailAddress(senderOf(mail).address)) return refused('invalid_sender');
  if (senderVerdict(mail, deps.inbound.trustedServers) === 'fail') return refused('not_verified');
  return actForSender(deps, incoming);
}
