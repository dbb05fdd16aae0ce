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
import { passwordField } from './password-field.js';
import { speakTo, type Say } from './texts/page-texts.js';

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
      const say = speakTo(ctx, user);
      showPage(ctx, 200, say('password.title'), form(say, user.name, null));
    });
  });
  router.post(PATH, noteRoute(PATH), explainRefusals, ownForms, readForm, async (ctx) => {
    const token = String(ctx.params['token']);
    await orSayWhy(ctx, async () => {
      const { user } = await readPasswordReset(deps, token);
      const say = speakTo(ctx, user);
      const parsed = formSchema.safeParse(ctx.request.body);
      if (!parsed.success) {
        showPage(ctx, 422, say('password.title'), form(say, user.name, say('password.short')));
        return;
      }
      if (!(await isTaken(resetPassword(deps, token, parsed.data.password, ctx.state.address)))) {
        showPage(ctx, 422, say('password.title'), form(say, user.name, say('password.weak')));
        return;
      }
      showPage(ctx, 200, say('password.done.title'), html`<p>${say('password.done')}</p>`);
    });
  });
  return router;
}

async function orSayWhy(ctx: PageContext, show: () => Promise<void>): Promise<void> {
  try {
    await show();
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'unauthenticated') throw error;
    const say = speakTo(ctx);
    showPage(ctx, 410, say('password.expired.title'), html`<p role="alert">${say('password.expired')}</p>`);
  }
}

/** Returns false for a password that is easy to guess. */
async function isTaken(attempt: Promise<void>): Promise<boolean> {
  try {
    await attempt;
    return true;
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'invalid_input') throw error;
    return false;
  }
}

function form(say: Say, name: string, fault: string | null): SafeHtml {
  const alert = fault === null ? [] : [html`<p role="alert" id="fault">${fault}</p>`];
  return html`<p>${say('password.for', { name })}</p>
    ${alert}
    <form method="post">
      ${passwordField(say, { autofocus: true })}
      <button>${say('password.button')}</button>
    </form>`;
}
