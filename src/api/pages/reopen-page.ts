import { Router } from '@koa/router';
import { html, type SafeHtml } from '../../app/mail/templates/html.js';
import { previewReopening, reopenByLink } from '../../app/tickets/status/reopen-by-link.js';
import { ROUTE_LIMITS } from '../../domain/operations/rate-limits.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import type { ApiDeps } from '../deps.js';
import { refuseForeignForms } from '../middleware/foreign-forms.js';
import { formReader } from '../middleware/form-body.js';
import { limitByAddress } from '../middleware/limit-rate.js';
import type { ApiContext, ApiState } from '../http/state.js';
import { explainRefusals } from './explain-refusals.js';
import { noteRoute } from './note-route.js';
import { showPage } from './page.js';
import { speakTo, type Say } from './texts/page-texts.js';

const PATH = '/r/:token';

/** Nothing is filled in. */
const readForm = formReader('1kb');

/**
 * Serves the page behind the button of a resolution mail.
 * It asks first, and reopens the ticket on POST only.
 */
export function createReopenPage(deps: ApiDeps): Router<ApiState> {
  const router = new Router<ApiState>();
  const { limits } = deps;
  const limit = limits === null ? [] : [limitByAddress(limits.limiter, ROUTE_LIMITS.reopen.address)];
  const ownForms = refuseForeignForms(deps.publicUrl);
  router.get(PATH, noteRoute(PATH), explainRefusals, async (ctx) => {
    const { ticket, outcome, language } = await previewReopening(deps, String(ctx.params['token']));
    const say = speakTo(ctx, { language });
    if (outcome === 'done') showDone(ctx, say, say('reopen.already'), ticket);
    else showPage(ctx, 200, say('reopen.title'), question(say, ticket));
  });
  router.post(PATH, noteRoute(PATH), explainRefusals, ownForms, ...limit, readForm, async (ctx) => {
    const { ticket, outcome, language } = await reopenByLink(deps, String(ctx.params['token']));
    const say = speakTo(ctx, { language });
    showDone(ctx, say, say(outcome === 'done' ? 'reopen.already' : 'reopen.done.title'), ticket);
  });
  return router;
}

/** Shows only the number and title of the ticket, because mails are forwarded. */
function question(say: Say, ticket: Ticket): SafeHtml {
  return html`${nameOf(ticket)}
    <p>${say('reopen.lead')}</p>
    <form method="post"><button>${say('reopen.button', { number: ticket.number })}</button></form>`;
}

function showDone(ctx: ApiContext, say: Say, title: string, ticket: Ticket): void {
  showPage(
    ctx,
    200,
    title,
    html`<p role="status">${say('reopen.done')}</p>
      ${nameOf(ticket)}
      <p>${say('reopen.next')}</p>`,
  );
}

function nameOf({ number, title }: Ticket): SafeHtml {
  return html`<p><strong>${number}</strong>: ${title}</p>`;
}
