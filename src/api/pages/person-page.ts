import { Router } from '@koa/router';
import { html, type SafeHtml } from '../../app/mail/templates/html.js';
import { askForPerson, previewPersonRequest } from '../../app/tickets/comments/ask-for-person.js';
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

const PATH = '/p/:token';

/** Nothing is filled in. */
const readForm = formReader('1kb');

/**
 * Serves the page behind the button of an automatic answer.
 * It asks first, and asks staff on POST only.
 */
export function createPersonPage(deps: ApiDeps): Router<ApiState> {
  const router = new Router<ApiState>();
  const { limits } = deps;
  const limit = limits === null ? [] : [limitByAddress(limits.limiter, ROUTE_LIMITS.person_link.address)];
  const ownForms = refuseForeignForms(deps.publicUrl);
  router.get(PATH, noteRoute(PATH), explainRefusals, async (ctx) => {
    const { ticket, outcome, language } = await previewPersonRequest(deps, String(ctx.params['token']));
    const say = speakTo(ctx, { language });
    if (outcome === 'done') showDone(ctx, say, ticket);
    else showPage(ctx, 200, say('person.title'), question(say, ticket));
  });
  router.post(PATH, noteRoute(PATH), explainRefusals, ownForms, ...limit, readForm, async (ctx) => {
    const { ticket, language } = await askForPerson(deps, String(ctx.params['token']));
    showDone(ctx, speakTo(ctx, { language }), ticket);
  });
  return router;
}

/** Shows only the number and title of the ticket, because mails are forwarded. */
function question(say: Say, ticket: Ticket): SafeHtml {
  return html`${nameOf(ticket)}
    <p>${say('person.lead')}</p>
    <form method="post"><button>${say('person.button')}</button></form>`;
}

function showDone(ctx: ApiContext, say: Say, ticket: Ticket): void {
  showPage(
    ctx,
    200,
    say('person.done.title'),
    html`<p role="status">${say('person.done')}</p>
      ${nameOf(ticket)}`,
  );
}

function nameOf({ number, title }: Ticket): SafeHtml {
  return html`<p><strong>${number}</strong>: ${title}</p>`;
}
