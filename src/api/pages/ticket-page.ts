import { Router } from '@koa/router';
import { z } from 'zod';
import {
  answerByRequesterLink,
  openByRequesterLink,
  type OpenedTicket,
} from '../../app/tickets/requester-links.js';
import { html, type SafeHtml } from '../../app/mail/templates/html.js';
import { ROUTE_LIMITS } from '../../domain/operations/rate-limits.js';
import { COMMENT_LENGTH } from '../../domain/ticket-fields.js';
import { isFinal, type Comment } from '../../domain/tickets/ticket.js';
import type { ApiDeps } from '../deps.js';
import { text } from '../http/fields.js';
import type { ApiState } from '../http/state.js';
import { formReader } from '../middleware/form-body.js';
import { refuseForeignForms } from '../middleware/foreign-forms.js';
import { limitByAddress } from '../middleware/limit-rate.js';
import { explainRefusals } from './explain-refusals.js';
import { noteRoute } from './note-route.js';
import { showPage } from './page.js';
import { speakTo, type Say } from './texts/page-texts.js';
import { typed } from './typed.js';

const PATH = '/t/:token';

/** Room for the longest comment in any script, percent-encoded. */
const readForm = formReader('256kb');

/** The id is made with the form, so that a second click adds nothing. */
const formSchema = z.object({ id: z.uuid(), body: typed.pipe(text(COMMENT_LENGTH)) });
const readable = z.object({ body: typed.catch('') });

/** Serves one ticket to its requester behind a link, without a password. The answer is stored on POST only. */
export function createTicketPage(deps: ApiDeps): Router<ApiState> {
  const router = new Router<ApiState>();
  const { limits } = deps;
  const limit = limits === null ? [] : [limitByAddress(limits.limiter, ROUTE_LIMITS.ticket_link.address)];
  const ownForms = refuseForeignForms(deps.publicUrl);
  router.get(PATH, noteRoute(PATH), explainRefusals, ...limit, async (ctx) => {
    const opened = await openByRequesterLink(deps, String(ctx.params['token']));
    const say = speakTo(ctx, opened.requester);
    showPage(ctx, 200, say('ticket.title'), page(say, opened, { id: deps.newId(), body: '' }));
  });
  router.post(PATH, noteRoute(PATH), explainRefusals, ownForms, ...limit, readForm, async (ctx) => {
    const token = String(ctx.params['token']);
    const answer = formSchema.safeParse(ctx.request.body ?? {});
    const fresh = { id: deps.newId(), body: '' };
    if (answer.success) {
      const opened = await answerByRequesterLink(deps, token, answer.data);
      const say = speakTo(ctx, opened.requester);
      const sent = html`<p role="status">${say('ticket.sent')}</p>`;
      showPage(ctx, 200, say('ticket.title'), page(say, opened, fresh, sent));
      return;
    }
    const opened = await openByRequesterLink(deps, token);
    const say = speakTo(ctx, opened.requester);
    const fault = html`<p role="alert">${say('ticket.invalid', { count: COMMENT_LENGTH.max })}</p>`;
    const entered = { ...fresh, ...readable.parse(ctx.request.body ?? {}) };
    showPage(ctx, 422, say('ticket.title'), page(say, opened, entered, fault));
  });
  return router;
}

interface Entered {
  readonly id: string;
  readonly body: string;
}

function page(say: Say, { ticket, comments }: OpenedTicket, entered: Entered, notice = html``): SafeHtml {
  const { number, title, status } = ticket;
  const said = comments.map((comment) => shown(comment));
  return html`<p><strong>${number}</strong>: ${title}</p>
    <p>${say('ticket.status', { status: say(`status.${status}`) })}</p>
    ${notice} ${said.length === 0 ? html`<p>${say('ticket.empty')}</p>` : said}
    ${isFinal(status) ? html`<p>${say('ticket.over')}</p>` : form(say, entered)}`;
}

/** As text only: nothing that a person wrote becomes a link or a picture. */
function shown({ author, body, createdAt, deleted }: Comment): SafeHtml {
  const lines = deleted === undefined ? body.split('\n').map((line) => html`${line}<br />`) : [html`–`];
  return html`<article>
    <h2>${author.name}, ${createdAt.toISOString().slice(0, 16).replace('T', ' ')} UTC</h2>
    <p>${lines}</p>
  </article>`;
}

function form(say: Say, { id, body }: Entered): SafeHtml {
  return html`<form method="post">
    <input type="hidden" name="id" value="${id}" />
    <label for="body">${say('ticket.answer')}</label>
    <textarea id="body" name="body" rows="6" required maxlength="${COMMENT_LENGTH.max}">${body}</textarea>
    <button>${say('ticket.send')}</button>
  </form>`;
}
