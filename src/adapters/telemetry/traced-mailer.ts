import type { Mailer } from '../../ports/mail/mailer.js';
import { ownIdOf } from '../../domain/inbound-mail/sender/own-ids.js';
import type { Tracer } from '../../ports/operations/tracer.js';

/** Wraps a mailer with spans for its connections. Of the mail, they contain only the delivery's id. */
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

/** Returns the part before the @. */
function deliveryOf(messageId: string): string | undefined {
  const own = ownIdOf(messageId);
  return own?.kind === 'delivery' ? own.deliveryId : undefined;
}
