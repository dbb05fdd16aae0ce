import { Router } from '@koa/router';
import { z } from 'zod';
import { html, type SafeHtml } from '../../app/mail/templates/html.js';
import { leaveTicket, readLeaving } from '../../app/tickets/participants/leave-ticket.js';
import { readMailSwitch, switchMails, type OpenedSwitch } from '../../app/mail/switch-mails.js';
import { ROUTE_LIMITS } from '../../domain/operations/rate-limits.js';
import type { ApiDeps } from '../deps.js';
import { requireOwnForm } from '../middleware/foreign-forms.js';
import { limitByAddress } from '../middleware/limit-rate.js';
import { formReader } from '../middleware/form-body.js';
import type { ApiState } from '../http/state.js';
import { explainRefusals } from './explain-refusals.js';
import { noteRoute } from './note-route.js';
import { showPage } from './page.js';
import { speakTo, type Say } from './texts/page-texts.js';

const PATH = '/u/:token';

const readForm = formReader('1kb', ['multipart/form-data']);

/**
 * Mail programs send this (RFC 8058 §3.2), as this form or as multipart.
 * It means off. Only our own button means on.
 */
const wantsMails = z
  .object({ mails: z.literal('on') })
  .transform(() => true)
  .catch(false);

/** Serves the unsubscribe page of mails, and the one-click request of mail programs, on POST only. */
export function createMailSwitchPage(deps: ApiDeps): Router<ApiState> {
  const router = new Router<ApiState>();
  const { limits } = deps;
  const limit = limits === null ? [] : [limitByAddress(limits.limiter, ROUTE_LIMITS.mail_switch.address)];
  router.get(PATH, noteRoute(PATH), explainRefusals, async (ctx) => {
    const token = String(ctx.params['token']);
    const leaving = await readLeaving(deps, token);
    if (leaving !== null) {
      const say = speakTo(ctx);
      showPage(ctx, 200, say('mails.title'), standingOfLeaving(say, leaving));
      return;
    }
    const opened = await readMailSwitch(deps, token);
    const say = speakTo(ctx, opened);
    showPage(ctx, 200, say('mails.title'), standingOf(say, opened));
  });
  router.post(PATH, noteRoute(PATH), explainRefusals, ...limit, readForm, async (ctx) => {
    const isOn = wantsMails.parse(ctx.request.body);
    // Off, and only off, from anywhere: mail programs send it for their readers, from pages of their own too.
    if (isOn) requireOwnForm(ctx, deps.publicUrl);
    const token = String(ctx.params['token']);
    const leaving = isOn ? null : await leaveTicket(deps, token);
    if (leaving !== null) {
      const say = speakTo(ctx);
      showPage(ctx, 200, say('mails.off.title'), standingOfLeaving(say, leaving));
      return;
    }
    const opened = await switchMails(deps, token, isOn, ctx.state.address);
    const say = speakTo(ctx, opened);
    showPage(ctx, 200, say(isOn ? 'mails.on.title' : 'mails.off.title'), standingOf(say, opened));
  });
  return router;
}

function standingOf(say: Say, { group, isOn }: OpenedSwitch): SafeHtml {
  const what = say(`mails.group.${group}`);
  const button = say(isOn ? 'mails.switch_off' : 'mails.switch_on');
  return html`<p role="status">${say(isOn ? 'mails.on' : 'mails.off', { what })}</p>
    <form method="post">
      <input type="hidden" name="mails" value="${isOn ? 'off' : 'on'}" />
      <button>${button}</button>
    </form>
    <p>${say('mails.always')}</p>`;
}

/** Mails and staff cannot add a person who has left, so this page offers no way back. */
function standingOfLeaving(
  say: Say,
  { number, isInCopy }: NonNullable<Awaited<ReturnType<typeof readLeaving>>>,
): SafeHtml {
  if (!isInCopy) return html`<p role="status">${say('leave.out', { number })}</p>`;
  return html`<p role="status">${say('leave.in', { number })}</p>
    <form method="post">
      <input type="hidden" name="mails" value="off" />
      <button>${say('leave.button')}</button>
    </form>
    <p>${say('leave.final')}</p>`;
}
