import { html, type SafeHtml } from '../../app/mail/templates/html.js';
import { SATISFACTION_COMMENT_LENGTH, SCORES, type Score } from '../../domain/tickets/satisfaction.js';
import { isOfThisResolution, surveyEndsAt } from '../../domain/tickets/survey.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import type { Say } from './texts/page-texts.js';

/** Initial form values: the score chosen in the mail, or a submission with an invalid value. */
export interface Entered {
  readonly score: Score | null;
  readonly comment: string;
}

/** One question, five answers and room for words. Of the ticket it shows number and title only: links are passed on. */
export function surveyForm(say: Say, ticket: Ticket, entered: Entered, fault: string | null): SafeHtml {
  const alert = fault === null ? [] : [html`<p role="alert" id="fault">${fault}</p>`];
  const again = isOfThisResolution(ticket) ? [html`<p>${say('survey.again')}</p>`] : [];
  return html`<p>${ticket.number}: ${ticket.title}</p>
    ${again} ${alert}
    <form method="post">
      <fieldset aria-describedby="fault">
        <legend>${say('survey.question')}</legend>
        ${SCORES.map((score) => choice(say, score, score === entered.score))}
      </fieldset>
      <label for="comment">${say('survey.comment')}</label>
      <textarea
        id="comment"
        name="comment"
        rows="5"
        maxlength="${SATISFACTION_COMMENT_LENGTH.max}"
        aria-describedby="readers"
      >
${entered.comment}</textarea>
      <p id="readers">${say('survey.readers')}</p>
      <button>${say('survey.send')}</button>
    </form>`;
}

export function surveyThanks(say: Say, { number, title, resolvedAt }: Ticket): SafeHtml {
  const until =
    resolvedAt === null
      ? []
      : [html` ${say('survey.until', { date: surveyEndsAt({ resolvedAt }).toISOString().slice(0, 10) })}`];
  return html`<p>${number}: ${title}</p>
    <p>${say('survey.stored')}${until}</p>`;
}

function choice(say: Say, score: Score, isChosen: boolean): SafeHtml {
  const checked = isChosen ? [{ html: ' checked' }] : [];
  return html`<label class="choice">
    <input type="radio" name="score" value="${score}" required${checked} /> ${score} –
    ${say(`survey.score.${score}`)}
  </label>`;
}
