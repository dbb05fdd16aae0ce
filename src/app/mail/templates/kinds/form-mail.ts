import type { FormDelivery } from '../../../../domain/mail/delivery.js';
import { FORM_HOURS } from '../../../../domain/inbound-mail/form-submission.js';
import { addMinutes } from '../../../../domain/time.js';
import type { User } from '../../../../domain/accounts/user.js';
import type { MailedSecrets } from '../../../../ports/accounts/security.js';
import type { Mail } from '../../../../ports/mail/mailer.js';
import { composeMail } from '../compose-mail.js';
import { messageIdOf } from '../message-id.js';
import type { Phrases } from '../phrases.js';

interface FormMailContext {
  readonly delivery: FormDelivery;
  readonly recipient: User;
  readonly publicUrl: string;
  readonly mailedSecrets: MailedSecrets;
  readonly phrases: Phrases;
}

/**
 * Renders the mail with which the sender of a public form confirms it.
 * It quotes nothing of the form: anybody can enter the address of another.
 */
export function renderFormMail(context: FormMailContext): Mail {
  const { delivery, recipient, publicUrl, mailedSecrets, phrases } = context;
  const { say } = phrases;
  const until = phrases.instant(addMinutes(delivery.eventAt, FORM_HOURS * 60));
  const lead = say('form_confirmation.lead', { until });
  const url = `${publicUrl}/new/${mailedSecrets.token(delivery.details.submissionId)}`;
  const envelope = {
    messageId: messageIdOf(context, delivery.id),
    recipient,
    answersMail: true,
    switchOff: null,
  };
  return composeMail(envelope, phrases, {
    subject: say('form_confirmation.subject'),
    preview: lead,
    blocks: [
      { kind: 'text', text: lead },
      { kind: 'actions', actions: [{ label: say('form_confirmation.link'), url }] },
      { kind: 'text', text: say('account.ignore') },
    ],
  });
}
