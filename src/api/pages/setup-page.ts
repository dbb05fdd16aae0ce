import { Router } from '@koa/router';
import { z } from 'zod';
import { createFirstAdministrator, requireSetupLink } from '../../app/accounts/first-administrator.js';
import { html, type SafeHtml } from '../../app/mail/templates/html.js';
import { DomainError } from '../../domain/errors.js';
import { ROUTE_LIMITS } from '../../domain/operations/rate-limits.js';
import type { ApiDeps } from '../deps.js';
import { email } from '../http/fields.js';
import type { ApiContext, ApiState } from '../http/state.js';
import { formReader } from '../middleware/form-body.js';
import { refuseForeignForms } from '../middleware/foreign-forms.js';
import { limitByAddress } from '../middleware/limit-rate.js';
import { newPassword, personName } from '../people/schema.js';
import { explainRefusals } from './explain-refusals.js';
import { noteRoute } from './note-route.js';
import { showPage } from './page.js';
import { passwordField } from './password-field.js';
import { speakTo, type Say } from './texts/page-texts.js';
import type { PageTextKey } from './texts/texts.js';
import { typed } from './typed.js';

const PATH = '/setup/:token';

const formSchema = z.object({ name: personName, email, password: newPassword });
const readForm = formReader('8kb');

/** Form values that can be shown again when one of them is invalid. A password is not. */
const shown = typed.catch('');
const readable = z.object({ name: shown, email: shown });
type Entered = z.output<typeof readable>;

/** Serves the page behind the link that Holdfast prints while it has no administrator. It acts on POST only. */
export function createSetupPage(deps: ApiDeps): Router<ApiState> {
  const router = new Router<ApiState>();
  const { limits } = deps;
  const limit = limits === null ? [] : [limitByAddress(limits.limiter, ROUTE_LIMITS.setup.address)];
  const ownForms = refuseForeignForms(deps.publicUrl);
  router.get(PATH, noteRoute(PATH), explainRefusals, ...limit, async (ctx) => {
    await orSayGone(ctx, async () => {
      await requireSetupLink(deps, String(ctx.params['token']));
      showForm(ctx, 200, { name: '', email: '' }, null);
    });
  });
  router.post(PATH, noteRoute(PATH), explainRefusals, ownForms, ...limit, readForm, async (ctx) => {
    await orSayGone(ctx, () => create(deps, ctx, String(ctx.params['token'])));
  });
  return router;
}

/** Why the form is shown again, by the code of the fault. */
const FAULTS: Readonly<Record<string, PageTextKey>> = {
  duplicate: 'setup.taken',
  invalid_input: 'password.weak',
};

async function create(deps: ApiDeps, ctx: ApiContext, token: string): Promise<void> {
  const sent: unknown = ctx.request.body ?? {};
  const entered = readable.parse(sent);
  const form = formSchema.safeParse(sent);
  await requireSetupLink(deps, token);
  if (!form.success) {
    showForm(ctx, 422, entered, 'setup.invalid');
    return;
  }
  try {
    await createFirstAdministrator(deps, token, form.data, ctx.state.address);
  } catch (error) {
    const fault = error instanceof DomainError ? FAULTS[error.code] : undefined;
    if (fault === undefined) throw error;
    showForm(ctx, 422, entered, fault);
    return;
  }
  const say = speakTo(ctx);
  showPage(ctx, 200, say('setup.done.title'), html`<p role="status">${say('setup.done')}</p>`);
}

async function orSayGone(ctx: ApiContext, show: () => Promise<void>): Promise<void> {
  try {
    await show();
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'link_expired') throw error;
    const say = speakTo(ctx);
    showPage(ctx, 410, say('password.expired.title'), html`<p role="alert">${say('setup.gone')}</p>`);
  }
}

function showForm(ctx: ApiContext, status: number, entered: Entered, fault: PageTextKey | null): void {
  const say = speakTo(ctx);
  showPage(ctx, status, say('setup.title'), formOf(say, entered, fault));
}

function formOf(say: Say, { name, email: address }: Entered, fault: PageTextKey | null): SafeHtml {
  const alert = fault === null ? [] : [html`<p role="alert" id="fault">${say(fault)}</p>`];
  return html`<p>${say('setup.lead')}</p>
    ${alert}
    <form method="post">
      <label for="name">${say('setup.name')}</label>
      <input id="name" name="name" value="${name}" autocomplete="name" maxlength="100" required autofocus />
      <label for="email">${say('setup.email')}</label>
      <input
        id="email"
        name="email"
        type="email"
        value="${address}"
        autocomplete="email"
        maxlength="254"
        required
      />
      ${passwordField(say, { autofocus: false })}
      <button>${say('setup.button')}</button>
    </form>`;
}
