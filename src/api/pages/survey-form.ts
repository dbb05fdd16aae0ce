import { html, type SafeHtml } from '../../app/mail/templates/html.js';
import { SATISFACTION_COMMENT_LENGTH, SCORES, type Score } from '../../domain/tickets/satisfaction.js';
import { isOfThisResolution, surveyEndsAt } from '../../domain/tickets/survey.js';
import type { Ticket } from '../../domain/tickets/ticket.js';

/** Initial form values: the score chosen in the mail, or a submission with an invalid value. */
export interface Entered {
  readonly score: Score | null;
  readonly comment: string;
}

const WORDS: Readonly<Record<Score, string>> = {
  1: 'very dissatisfied',
  2: 'dissatisfied',
  3: 'neither satisfied nor dissatisfied',
  4: 'satisfied',
  5: 'very satisfied',
};

/** One question, five answers and room for words. Of the ticket it shows number and title only: links are passed on. */
export function surveyForm(ticket: Ticket, entered: Entered, fault: string | null): SafeHtml {
  const alert = fault === null ? [] : [html`<p role="alert" id="fault">${fault}</p>`];
  const again = isOfThisResolution(ticket)
    ? [html`<p>You have already answered. A new answer replaces the earlier one.</p>`]
    : [];
  return html`<p>${ticket.number}: ${ticket.title}</p>
    ${again} ${alert}
    <form method="post">
      <fieldset aria-describedby="fault">
        <legend>How satisfied are you with the solution?</legend>
        ${SCORES.map((score) => choice(score, score === entered.score))}
      </fieldset>
      <label for="comment">Anything else you want to tell us (optional)</label>
      <textarea
        id="comment"
        name="comment"
        rows="5"
        maxlength="${SATISFACTION_COMMENT_LENGTH.max}"
        aria-describedby="readers"
      >
${entered.comment}</textarea>
      <p id="readers">Our staff can read your answer.</p>
      <button>Send</button>
    </form>`;
}

export function surveyThanks({ number, title, resolvedAt }: Ticket): SafeHtml {
  const until =
    resolvedAt === null
      ? []
      : [html` with the same link until ${surveyEndsAt({ resolvedAt }).toISOString().slice(0, 10)}`];
  return html`<p>${number}: ${title}</p>
    <p>We have stored your answer. You can change it${until}.</p>`;
}

function choice(score: Score, isChosen: boolean): SafeHtml {
  const checked = isChosen ? [{ html: ' checked' }] : [];
  return html`<label class="choice">
    <input type="radio" name="score" value="${score}" required${checked} /> ${score} – ${WORDS[score]}
  </label>`;
}
