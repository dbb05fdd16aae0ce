import { messageId, type AccountDelivery } from '../../domain/delivery.js';
import { unreachable } from '../../domain/errors.js';
import type { OneTimeCode } from '../../domain/one-time-code.js';
import type { User } from '../../domain/user.js';
import type { Mail } from '../../ports/mailer.js';
import type { MailedSecrets } from '../../ports/security.js';
import { html } from './html.js';
import { mailLayout } from './layout.js';

interface AccountMailContext {
  readonly delivery: AccountDelivery;
  readonly recipient: User;
  readonly code: OneTimeCode;
  readonly publicUrl: string;
  readonly mailedSecrets: MailedSecrets;
}

interface AccountMailContent {
  readonly subject: string;
  readonly lead: string;
  /** What the mail is about: a code to type, or a link to follow. */
  readonly secret: { readonly code: string } | { readonly label: string; readonly url: string };
  readonly closing: string;
}

/** A mail about an account. The secret in it is made here and kept nowhere. */
export function renderAccountMail(context: AccountMailContext): Mail {
  const { delivery, recipient } = context;
  const { subject, lead, secret, closing } = contentOf(context);
  const shown =
    'code' in secret
      ? html`<p style="font-size:28px;letter-spacing:6px;font-weight:700">${secret.code}</p>`
      : html`<p><a href="${secret.url}">${secret.label}</a></p>
          <p style="word-break:break-all;color:#475569">${secret.url}</p>`;
  const body = html`<p>Hello ${recipient.name},</p>
    <p>${lead}</p>
    ${shown}
    <p>${closing}</p>`;
  return {
    to: { name: recipient.name, address: recipient.email },
    messageId: messageId(delivery.id),
    subject,
    html: mailLayout(subject, body).html,
    text: [`Hello ${recipient.name},`, lead, 'code' in secret ? secret.code : secret.url, closing].join(
      '\n\n',
    ),
  };
}

function contentOf({ delivery, code, publicUrl, mailedSecrets }: AccountMailContext): AccountMailContent {
  const until = `${code.expiresAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const link = `${publicUrl}/reset-password/${mailedSecrets.token(code.id)}`;
  const ignore = 'If you did not ask for it, ignore this mail: nothing changes.';
  switch (delivery.kind) {
    case 'sign_in_code':
      return {
        subject: 'Your sign-in code for Holdfast',
        lead: `Type this code to sign in. It is good for one sign-in, until ${until}.`,
        secret: { code: mailedSecrets.code(code.id) },
        closing: `${ignore} Never tell it to anybody: we do not ask for it.`,
      };
    case 'password_reset':
      return {
        subject: 'Choose a new password for Holdfast',
        lead: `Follow this link to choose a new password. It works once, until ${until}.`,
        secret: { label: 'Choose a new password', url: link },
        closing: ignore,
      };
    case 'welcome':
      return {
        subject: 'Welcome to Holdfast',
        lead: `There is an account for you. Choose a password to sign in with; this link works once, until ${until}.`,
        secret: { label: 'Choose a password', url: link },
        closing: 'If the link has expired, ask for a new password on the sign-in page.',
      };
    default:
      return unreachable(delivery.kind);
  }
}
