import { SCORES } from '../../domain/satisfaction.js';
import { html, type SafeHtml } from './html.js';

const QUESTION = 'How satisfied are you with how it was resolved?';

/** One question, and a number to press: it leads to a page where that answer is chosen already, and sent by hand. */
export function surveyHtml(url: string): SafeHtml {
  const numbers = SCORES.map(
    (score) =>
      html`<a
        href="${url}?score=${score}"
        style="display:inline-block;padding:8px 14px;margin-right:6px;border:1px solid #475569;border-radius:6px;color:#0f172a;text-decoration:none"
        >${score}</a
      >`,
  );
  return html`<p><strong>${QUESTION}</strong> 1 is very dissatisfied, 5 is very satisfied.</p>
    <p>${numbers}</p>`;
}

export function surveyText(url: string): string {
  return `${QUESTION} Tell us here:\n${url}`;
}
