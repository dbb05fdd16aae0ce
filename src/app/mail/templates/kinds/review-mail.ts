import type { ReviewDelivery } from '../../../../domain/mail/delivery.js';
import type { MailContent } from '../compose-mail.js';
import type { Phrases } from '../phrases.js';

/** Renders the reminder to review an article. */
export function reviewContent(
  { articleId, title, reviewBy }: ReviewDelivery['details'],
  publicUrl: string,
  { say }: Phrases,
): MailContent {
  const lead = say('review.lead', { title, day: reviewBy });
  return {
    subject: say('review.subject', { title }),
    preview: lead,
    blocks: [
      { kind: 'text', text: lead },
      { kind: 'text', text: say('review.advice') },
      {
        kind: 'list',
        items: [{ label: title, url: `${publicUrl}/articles/${articleId}` }],
        rest: null,
      },
    ],
  };
}
