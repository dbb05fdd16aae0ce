import { Router } from '@koa/router';
import { z } from 'zod';
import { confirmForm, openForm, type ConfirmedForm } from '../../app/inbound-mail/form/confirm-form.js';
import { requirePublicForm, submitForm } from '../../app/inbound-mail/form/submit-form.js';
import { html } from '../../app/mail/templates/html.js';
import { ROUTE_LIMITS } from '../../domain/operations/rate-limits.js';
import { DESCRIPTION_LENGTH, TITLE_LENGTH } from '../../domain/ticket-fields.js';
import type { ApiDeps } from '../deps.js';
import { email } from '../http/fields.js';
import type { ApiContext, ApiState } from '../http/state.js';
import { formReader } from '../middleware/form-body.js';
import { refuseForeignForms } from '../middleware/foreign-forms.js';
import { limitByAddress } from '../middleware/limit-rate.js';
import { personName } from '../people/schema.js';
import { description, title } from '../tickets/fields.js';
import { explainRefusals } from './explain-refusals.js';
import { confirmationForm, emptyForm, requestForm, type EnteredForm } from './new-form.js';
import { noteRoute } from './note-route.js';
import { showPage } from './page.js';
import { speakTo } from './texts/page-texts.js';
import { typed } from './typed.js';

const PATH = '/new';
const LINK_PATH = '/new/:token';

/** Room for the longest description in any script, percent-encoded. */
const readForm = formReader('256kb');

const formSchema = z.object({
  id: z.uuid(),
  name: typed.pipe(personName),
  email: typed.pipe(email),
  title: typed.pipe(title),
  description: typed.pipe(description),
});
/** A field that people do not see. Programs that fill in everything fill it in. */
const trapSchema = z.object({ website: z.string().min(1) });

/** Form values that can be shown again when one of them is invalid. */
const shown = typed.catch('');
const readable = z.object({ name: shown, email: shown, title: shown, description: shown });

/**
 * Serves the form with which a visitor asks for help without an account, and the page behind its mailed link.
 * The ticket is opened on POST of the second page only.
 */
export function createNewPage(deps: ApiDeps): Router<ApiState> {
  const router = new Router<ApiState>();
  const { limits } = deps;
  const limit = limits === null ? [] : [limitByAddress(limits.limiter, ROUTE_LIMITS.form.address)];
  const ownForms = refuseForeignForms(deps.publicUrl);
  router.get(PATH, noteRoute(PATH), explainRefusals, async (ctx) => {
    await requirePublicForm(deps);
    showForm(ctx, 200, emptyForm(deps.newId()), false);
  });
  router.post(PATH, noteRoute(PATH), explainRefusals, ownForms, ...limit, readForm, (ctx) =>
    submit(deps, ctx),
  );
  router.get(LINK_PATH, noteRoute(LINK_PATH), explainRefusals, ...limit, async (ctx) => {
    const form = await openForm(deps, String(ctx.params['token']));
    const say = speakTo(ctx, form);
    showPage(ctx, 200, say('form.confirm.title'), confirmationForm(say, form));
  });
  router.post(LINK_PATH, noteRoute(LINK_PATH), explainRefusals, ownForms, ...limit, readForm, async (ctx) => {
    showSent(ctx, await confirmForm(deps, String(ctx.params['token'])));
  });
  return router;
}

async function submit(deps: ApiDeps, ctx: ApiContext): Promise<void> {
  const sent: unknown = ctx.request.body ?? {};
  const form = formSchema.safeParse(sent);
  if (!form.success) {
    await requirePublicForm(deps);
    showForm(ctx, 422, { ...emptyForm(deps.newId()), ...readable.parse(sent) }, true);
    return;
  }
  const isProgram = trapSchema.safeParse(sent).success;
  const { language = 'en' } = ctx.state;
  if (!isProgram) await submitForm(deps, { ...form.data, language }, ctx.state.address);
  const say = speakTo(ctx);
  const mailed = html`<p role="status">${say('form.mailed', { email: form.data.email })}</p>
    <p>${say('form.mailed.none')}</p>`;
  showPage(ctx, 202, say('form.mailed.title'), mailed);
}

function showForm(ctx: ApiContext, status: number, entered: EnteredForm, isInvalid: boolean): void {
  const say = speakTo(ctx);
  const lengths = { min: TITLE_LENGTH.min, max: TITLE_LENGTH.max, count: DESCRIPTION_LENGTH.max };
  const fault = isInvalid ? say('form.invalid', lengths) : null;
  showPage(ctx, status, say('form.title'), requestForm(say, entered, fault));
}

function showSent(ctx: ApiContext, { ticket: { number }, requester, url }: ConfirmedForm): void {
  const say = speakTo(ctx, requester);
  const sent = html`<p role="status">${say('form.sent', { number })}</p>
    <p><a href="${url}">${say('form.sent.link')}</a></p>`;
  showPage(ctx, 200, say('form.sent.title'), sent);
}
