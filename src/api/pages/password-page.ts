import { Router } from '@koa/router';
import { z } from 'zod';
import { html, type SafeHtml } from '../../app/mail/templates/html.js';
import { readPasswordReset, resetPassword } from '../../app/accounts/passwords.js';
import { DomainError } from '../../domain/errors.js';
import type { ApiDeps } from '../deps.js';
import { formReader } from '../middleware/form-body.js';
import { refuseForeignForms } from '../middleware/foreign-forms.js';
import { newPassword } from '../people/schema.js';
import type { ApiState } from '../http/state.js';
import { explainRefusals } from './explain-refusals.js';
import { noteRoute } from './note-route.js';
import { showPage, type PageContext } from './page.js';

const PATH = '/reset-password/:token';
const formSchema = z.object({ password: newPassword });
const readForm = formReader('8kb');

/**
 * Serves the page behind a mailed link that sets a password, on POST only, because mail scanners follow links.
 */
export function createPasswordPage(deps: ApiDeps): Router<ApiState> {
  const router = new Router<ApiState>();
  const ownForms = refuseForeignForms(deps.publicUrl);
  router.get(PATH, noteRoute(PATH), async (ctx) => {
    const token = String(ctx.params['token']);
    await orSayWhy(ctx, async () => {
      const { user } = await readPasswordReset(deps, token);
      showPage(ctx, 200, 'Choose a password', form(user.name, null));
    });
  });
  router.post(PATH, noteRoute(PATH), explainRefusals, ownForms, readForm, async (ctx) => {
    const token = String(ctx.params['token']);
    await orSayWhy(ctx, async () => {
      const { user } = await readPasswordReset(deps, token);
      const parsed = formSchema.safeParse(ctx.request.body);
      if (!parsed.success) {
        const fault = 'The password must have at least 8 characters.';
        showPage(ctx, 422, 'Choose a password', form(user.name, fault));
        return;
      }
      const fault = await faultOf(resetPassword(deps, token, parsed.data.password, ctx.state.address));
      if (fault !== null) {
        showPage(ctx, 422, 'Choose a password', form(user.name, fault));
        return;
      }
      const done = html`<p>
        Your password is set, you are signed out everywhere, and your API keys are revoked. You can sign in
        with it now.
      </p>`;
      showPage(ctx, 200, 'Password set', done);
    });
  });
  return router;
}

async function orSayWhy(ctx: PageContext, show: () => Promise<void>): Promise<void> {
  try {
    await show();
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'unauthenticated') throw error;
    const advice = html`<p role="alert">${error.message}</p>
      <p>Links work once and for a limited time. Request a new one on the sign-in page.</p>`;
    showPage(ctx, 410, 'This link has expired', advice);
  }
}

/** Returns why the password was rejected; null if it was accepted. */
async function faultOf(attempt: Promise<void>): Promise<string | null> {
  try {
    await attempt;
    return null;
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'invalid_input') throw error;
    return error.message;
  }
}

function form(name: string, fault: string | null): SafeHtml {
  const alert = fault === null ? [] : [html`<p role="alert" id="fault">${fault}</p>`];
  return html`<p>This is for the account of ${name}.</p>
    ${alert}
    <form method="post">
      <label for="password">New password (at least 8 characters, not a common one)</label>
      <input
        id="password"
        name="password"
        type="password"
        autocomplete="new-password"
        minlength="8"
        maxlength="1024"
        required
        autofocus
        aria-describedby="fault"
      />
      <button>Set password</button>
    </form>`;
}
