import { html, type SafeHtml } from '../../app/mail/templates/html.js';
import type { Say } from './texts/page-texts.js';

/** The field for a new password. `autofocus` where it is the first field. */
export function passwordField(say: Say, { autofocus }: { readonly autofocus: boolean }): SafeHtml {
  const focus = autofocus ? [html`autofocus`] : [];
  return html`<label for="password">${say('password.label')}</label>
    <input
      id="password"
      name="password"
      type="password"
      autocomplete="new-password"
      minlength="8"
      maxlength="1024"
      required
      ${focus}
      aria-describedby="fault"
    />`;
}
