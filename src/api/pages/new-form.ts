import { html, type SafeHtml } from '../../app/mail/templates/html.js';
import type { FormSubmission } from '../../domain/inbound-mail/form-submission.js';
import { DESCRIPTION_LENGTH, TITLE_LENGTH } from '../../domain/ticket-fields.js';
import type { Say } from './texts/page-texts.js';

/** What a visitor has typed so far. */
export type EnteredForm = Pick<FormSubmission, 'id' | 'name' | 'email' | 'title' | 'description'>;

export function emptyForm(id: string): EnteredForm {
  return { id, name: '', email: '', title: '', description: '' };
}

/** The form of a request. The trap is out of sight, of the keyboard and of screen readers. */
export function requestForm(say: Say, entered: EnteredForm, fault: string | null): SafeHtml {
  const alert = fault === null ? [] : [html`<p role="alert" id="fault">${fault}</p>`];
  const { id, name, email, title, description } = entered;
  return html`<p>${say('form.lead')}</p>
    ${alert}
    <form method="post">
      <input type="hidden" name="id" value="${id}" />
      <label for="name">${say('form.name')}</label>
      <input id="name" name="name" value="${name}" autocomplete="name" maxlength="100" required />
      <label for="email">${say('form.email')}</label>
      <input
        id="email"
        name="email"
        type="email"
        value="${email}"
        autocomplete="email"
        maxlength="254"
        required
      />
      <label for="title">${say('form.subject')}</label>
      <input
        id="title"
        name="title"
        value="${title}"
        minlength="${TITLE_LENGTH.min}"
        maxlength="${TITLE_LENGTH.max}"
        required
      />
      <label for="description">${say('form.text')}</label>
      <textarea id="description" name="description" rows="8" maxlength="${DESCRIPTION_LENGTH.max}" required>
${description}</textarea>
      <div class="trap" aria-hidden="true">
        <label for="website">${say('form.trap')}</label>
        <input id="website" name="website" tabindex="-1" autocomplete="off" />
      </div>
      <button>${say('form.button')}</button>
    </form>`;
}

/** As text only: nothing that a visitor wrote becomes a link or a picture. */
export function confirmationForm(say: Say, { title, description }: FormSubmission): SafeHtml {
  const lines = description.split('\n').map((line) => html`${line}<br />`);
  return html`<article>
      <h2>${title}</h2>
      <p>${lines}</p>
    </article>
    <form method="post"><button autofocus>${say('form.confirm.button')}</button></form>`;
}
