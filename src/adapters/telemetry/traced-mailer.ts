import type { Mailer } from '../../ports/mail/mailer.js';
import { ownIdOf } from '../../domain/inbound-mail/sender/own-ids.js';
import type { Tracer } from '../../ports/operations/tracer.js';

/** The same mailer, whose talk with the mail server is a span. Of the mail nothing is told but the delivery's id. */
export function tracedMailer(mailer: Mailer, tracer: Tracer): Mailer {
  if (!tracer.isOn) return mailer;
  return {
    withPermit: (work) => mailer.withPermit(work),
    send: (mail, signal) => {
      const facts = { 'holdfast.delivery.id': deliveryOf(mail.messageId) };
      return tracer.span({ name: 'smtp send', kind: 'client', facts }, async (span) => {
        const answer = await mailer.send(mail, signal);
        const [code] = /^\d{3}/u.exec(answer) ?? [];
        span.note({ 'smtp.response.code': code === undefined ? undefined : Number(code) });
        return answer;
      });
    },
  };
}

/** What stands before the @. */
function deliveryOf(messageId: string): string | undefined {
  const own = ownIdOf(messageId);
  return own?.kind === 'delivery' ? own.deliveryId : undefined;
}
