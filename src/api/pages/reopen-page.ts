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
    const { ticket, outcome } = await previewReopening(deps, String(ctx.params['token']));
    if (outcome === 'done') showDone(ctx, 'Already open', ticket);
    else showPage(ctx, 200, 'Reopen this ticket?', question(ticket));
  });
  router.post(PATH, noteRoute(PATH), explainRefusals, ownForms, ...limit, readForm, async (ctx) => {
    const { ticket, outcome } = await reopenByLink(deps, String(ctx.params['token']));
    showDone(ctx, outcome === 'done' ? 'Already open' : 'Reopened', ticket);
  });
  return router;
}

/** Shows only the number and title of the ticket, because mails are forwarded. */
function question(ticket: Ticket): SafeHtml {
  return html`${nameOf(ticket)}
    <p>
      The ticket is resolved. If your problem is not solved, reopen it, and our staff will look into it again.
    </p>
    <form method="post"><button>Reopen ${ticket.number}</button></form>`;
}

function showDone(ctx: ApiContext, title: string, ticket: Ticket): void {
  showPage(
    ctx,
    200,
    title,
    html`<p role="status">The ticket is open again.</p>
      ${nameOf(ticket)}
      <p>Our staff will look into it again.</p>`,
  );
}

function nameOf({ number, title }: Ticket): SafeHtml {
  return html`<p><strong>${number}</strong>: ${title}</p>`;
}
