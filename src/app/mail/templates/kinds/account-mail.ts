import type { AccountDelivery } from '../../../../domain/mail/delivery.js';
import { unreachable } from '../../../../domain/errors.js';
import type { SecretMailKind, SecurityMailKind } from '../../../../domain/accounts/mail-kinds.js';
import type { OneTimeCode } from '../../../../domain/accounts/one-time-code.js';
import type { User } from '../../../../domain/accounts/user.js';
import type { Mail } from '../../../../ports/mail/mailer.js';
import type { MailedSecrets } from '../../../../ports/accounts/security.js';
import type { Block } from '../blocks.js';
import { composeMail } from '../compose-mail.js';
import { messageIdOf } from '../message-id.js';
import type { Phrases } from '../phrases.js';
import { securityContent } from './security-content.js';

interface AccountMailContext {
  readonly delivery: AccountDelivery;
  readonly recipient: User;
  readonly mailedSecrets: MailedSecrets;
  readonly phrases: Phrases;
}

interface SecretMailContext extends AccountMailContext {
  readonly kind: SecretMailKind;
  readonly code: OneTimeCode;
  readonly publicUrl: string;
}

interface AccountMailContent {
  readonly subject: string;
  readonly lead: string;
  /** The secret of the mail: a code to enter, or a link to follow. */
  readonly secret: readonly Block[];
  readonly closing: string;
}

/** Renders a mail with a secret. The secret is created here and never stored. The preview omits it. */
export function renderSecretMail(context: SecretMailContext): Mail {
  return render(context, contentOf(context));
}

/** Renders a mail about a change of credentials. */
export function renderSecurityMail(context: AccountMailContext, kind: SecurityMailKind): Mail {
  return render(context, { ...securityContent(context.delivery, kind, context.phrases), secret: [] });
}

function render(context: AccountMailContext, { subject, lead, secret, closing }: AccountMailContent): Mail {
  const blocks: Block[] = [{ kind: 'text', text: lead }, ...secret, { kind: 'text', text: closing }];
  const { delivery, recipient, phrases } = context;
  const messageId = messageIdOf(context, delivery.id);
  return composeMail({ messageId, recipient, switchOff: null }, phrases, { subject, preview: lead, blocks });
}

function contentOf({ kind, code, phrases, ...context }: SecretMailContext): AccountMailContent {
  const { publicUrl, mailedSecrets } = context;
  const { say } = phrases;
  const until = phrases.instant(code.expiresAt);
  const url = `${publicUrl}/reset-password/${mailedSecrets.token(code.id)}`;
  switch (kind) {
    case 'sign_in_code':
      return {
        subject: say('sign_in_code.subject'),
        lead: say(code.purpose === 'registration' ? 'registration_code.lead' : 'sign_in_code.lead', {
          until,
        }),
        secret: [{ kind: 'code', text: mailedSecrets.code(code.id) }],
        closing: `${say('account.ignore')} ${say('sign_in_code.closing')}`,
      };
    case 'address_code':
      return {
        subject: say('address_code.subject'),
        lead: say('address_code.lead', { until }),
        secret: [{ kind: 'code', text: mailedSecrets.code(code.id) }],
        closing: `${say('account.ignore')} ${say('sign_in_code.closing')}`,
      };
    case 'password_reset':
      return {
        subject: say('password_reset.subject'),
        lead: say('password_reset.lead', { until }),
        secret: followed(say('password_reset.link'), url),
        closing: say('account.ignore'),
      };
    case 'welcome':
      return {
        subject: say('welcome.subject'),
        lead: say('welcome.lead', { until }),
        secret: followed(say('welcome.link'), url),
        closing: say('welcome.closing'),
      };
    default:
      return unreachable(kind);
  }
}

function followed(label: string, url: string): readonly Block[] {
  return [{ kind: 'actions', actions: [{ label, url }] }];
}
