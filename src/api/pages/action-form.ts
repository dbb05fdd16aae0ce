import { html, type SafeHtml } from '../../app/mail/templates/html.js';
import { ticketUrl } from '../../app/tickets/ticket-url.js';
import type { OpenedLink } from '../../app/tickets/act-by-link.js';
import type { LinkAction } from '../../domain/tickets/signed-links/mailed-links.js';
import { COMMENT_LENGTH, type Status } from '../../domain/ticket-fields.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import { RESOLUTION_CODE_LENGTH, REASON_LENGTH } from '../tickets/schema.js';

/** The submitted form values, shown again when one of them is invalid. */
export type Entered = Readonly<Record<FieldName, string>>;
export type FieldName = 'reason' | 'resolution_code' | 'comment';

interface Words {
  readonly title: string;
  /** Describes the effect of the button. */
  readonly effect: string;
  readonly button: string;
  readonly done: string;
}

export const WORDS: Readonly<Record<LinkAction, Words>> = {
  accept: {
    title: 'Accept this ticket?',
    effect: 'The ticket becomes yours, and its status changes to in progress.',
    button: 'Accept',
    done: 'You have accepted the ticket.',
  },
  start: {
    title: 'Start work on this ticket?',
    effect: 'You accept the ticket, and its status changes to in progress.',
    button: 'Start',
    done: 'You have started work on the ticket.',
  },
  resolve: {
    title: 'Resolve this ticket?',
    effect: 'The ticket is resolved, and the requester gets a mail about it.',
    button: 'Resolve',
    done: 'You have resolved the ticket.',
  },
  decline: {
    title: 'Decline this ticket?',
    effect: 'The ticket goes to another moderator or back to the queue. Only staff can see your reason.',
    button: 'Decline',
    done: 'You have declined the ticket.',
  },
};

const STATUS_WORDS: Readonly<Record<Status, string>> = {
  open: 'open',
  in_progress: 'in progress',
  waiting_on_user: 'waiting for the requester',
  on_hold: 'on hold',
  resolved: 'resolved',
  closed: 'closed',
  cancelled: 'cancelled',
};

/**
 * Describes the action, with one button that performs it.
 * Shows only the number and title of the ticket, because mails are forwarded.
 */
export function actionForm(
  { link, actor, ticket }: OpenedLink,
  entered: Entered,
  faults: ReadonlyMap<FieldName, string>,
): SafeHtml {
  const { effect, button } = WORDS[link.action];
  const alert =
    faults.size === 0 ? [] : [html`<p role="alert" id="fault">${[...faults.values()].join(' ')}</p>`];
  return html`${nameOf(ticket)}
    <p>You act as ${actor.name}. ${effect}</p>
    ${alert}
    <form method="post">
      ${fieldsOf(link.action, entered, faults)}
      <button>${button} ${ticket.number}</button>
    </form>`;
}

/** The result of the action, now or from an earlier use of the link. */
export function actionDone(
  { link, ticket }: Pick<OpenedLink, 'link' | 'ticket'>,
  publicUrl: string,
): SafeHtml {
  return html`<p role="status">${WORDS[link.action].done}</p>
    ${nameOf(ticket)}
    <p>The ticket is now ${STATUS_WORDS[ticket.status]}.</p>
    ${ticketLink(ticket, publicUrl)}`;
}

/** Link to the ticket. It requires sign-in, because the mailed link grants one action only. */
export function ticketLink({ number }: Pick<Ticket, 'number'>, publicUrl: string): SafeHtml {
  const url = ticketUrl(publicUrl, number);
  return html`<p>For anything else, sign in and <a href="${url}">open ${number}</a>.</p>`;
}

function nameOf({ number, title }: Ticket): SafeHtml {
  return html`<p><strong>${number}</strong>: ${title}</p>`;
}

function fieldsOf(
  action: LinkAction,
  entered: Entered,
  faults: ReadonlyMap<FieldName, string>,
): readonly SafeHtml[] {
  const state = (name: FieldName): SafeHtml =>
    faults.has(name) ? { html: ' aria-invalid="true" aria-describedby="fault" autofocus' } : { html: '' };
  if (action === 'decline') {
    return [
      html`<label for="reason">Why do you decline the ticket? (optional)</label>
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
    html`<label for="comment">What do you want to tell the requester? (optional)</label>
      <textarea id="comment" name="comment" rows="5" maxlength="${COMMENT_LENGTH.max}" ${state('comment')}>
${entered.comment}</textarea>
      <label for="resolution_code">Resolution code (optional)</label>
      <input
        id="resolution_code"
        name="resolution_code"
        maxlength="${RESOLUTION_CODE_LENGTH.max}"
        value="${entered.resolution_code}"
        ${state('resolution_code')}
      />`,
  ];
}
