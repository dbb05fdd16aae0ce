import { html, type SafeHtml } from '../../app/mail/templates/html.js';
import { ticketUrl } from '../../app/tickets/ticket-url.js';
import type { OpenedLink } from '../../app/tickets/act-by-link.js';
import type { LinkAction } from '../../domain/tickets/signed-links/mailed-links.js';
import { COMMENT_LENGTH } from '../../domain/ticket-fields.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import type { Say } from './texts/page-texts.js';
import { RESOLUTION_CODE_LENGTH, REASON_LENGTH } from '../tickets/fields.js';

/** The submitted form values, shown again when one of them is invalid. */
export type Entered = Readonly<Record<FieldName, string>>;
export type FieldName = 'reason' | 'resolution_code' | 'comment';

/**
 * Describes the action, with one button that performs it.
 * Shows only the number and title of the ticket, because mails are forwarded.
 */
export function actionForm(
  say: Say,
  { link, actor, ticket }: OpenedLink,
  entered: Entered,
  faults: ReadonlyMap<FieldName, string>,
): SafeHtml {
  const alert =
    faults.size === 0 ? [] : [html`<p role="alert" id="fault">${[...faults.values()].join(' ')}</p>`];
  return html`${nameOf(ticket)}
    <p>${say('action.as', { name: actor.name })} ${say(`${link.action}.effect`)}</p>
    ${alert}
    <form method="post">
      ${fieldsOf(say, link.action, entered, faults)}
      <button>${say(`${link.action}.button`)} ${ticket.number}</button>
    </form>`;
}

/** The result of the action, now or from an earlier use of the link. */
export function actionDone(
  say: Say,
  { link, ticket }: Pick<OpenedLink, 'link' | 'ticket'>,
  publicUrl: string,
): SafeHtml {
  return html`<p role="status">${say(`${link.action}.done`)}</p>
    ${nameOf(ticket)}
    <p>${say('action.now', { status: say(`status.${ticket.status}`) })}</p>
    ${ticketLink(say, ticket, publicUrl)}`;
}

/** Link to the ticket. It requires sign-in, because the mailed link grants one action only. */
export function ticketLink(say: Say, { number }: Pick<Ticket, 'number'>, publicUrl: string): SafeHtml {
  const url = ticketUrl(publicUrl, number);
  return html`<p>${say('action.more')} <a href="${url}">${number}</a></p>`;
}

function nameOf({ number, title }: Ticket): SafeHtml {
  return html`<p><strong>${number}</strong>: ${title}</p>`;
}

function fieldsOf(
  say: Say,
  action: LinkAction,
  entered: Entered,
  faults: ReadonlyMap<FieldName, string>,
): readonly SafeHtml[] {
  const state = (name: FieldName): SafeHtml =>
    faults.has(name) ? { html: ' aria-invalid="true" aria-describedby="fault" autofocus' } : { html: '' };
  if (action === 'decline') {
    return [
      html`<label for="reason">${say('action.reason')}</label>
        <input
          id="reason"
          name="reason"
          maxlength="${REASON_LENGTH.max}"
          value="${entered.reason}"
          ${state('reason')}
        />`,
    ];
  }
  if (action !== 'resolve') return [];
  return [
    html`<label for="comment">${say('action.comment')}</label>
      <textarea id="comment" name="comment" rows="5" maxlength="${COMMENT_LENGTH.max}" ${state('comment')}>
${entered.comment}</textarea>
      <label for="resolution_code">${say('action.code')}</label>
      <input
        id="resolution_code"
        name="resolution_code"
        maxlength="${RESOLUTION_CODE_LENGTH.max}"
        value="${entered.resolution_code}"
        ${state('resolution_code')}
      />`,
  ];
}
