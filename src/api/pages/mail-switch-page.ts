import { Router } from '@koa/router';
import { z } from 'zod';
import { html, type SafeHtml } from '../../app/mail/templates/html.js';
import { leaveTicket, readLeaving } from '../../app/tickets/participants/leave-ticket.js';
import { readMailSwitch, switchMails, type OpenedSwitch } from '../../app/mail/switch-mails.js';
import type { MailGroup } from '../../domain/accounts/mail-settings.js';
import { ROUTE_LIMITS } from '../../domain/operations/rate-limits.js';
import type { ApiDeps } from '../deps.js';
import { requireOwnForm } from '../middleware/foreign-forms.js';
import { limitByAddress } from '../middleware/limit-rate.js';
import { formReader } from '../middleware/form-body.js';
import type { ApiState } from '../http/state.js';
import { explainRefusals } from './explain-refusals.js';
import { noteRoute } from './note-route.js';
import { showPage } from './page.js';

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

/** Describes the mails of a group. */
const WORDS: Readonly<Record<MailGroup, string>> = {
  comments: 'new comments and replies',
  status: 'tickets that are received, resolved, cancelled or merged',
  reminders: 'tickets that wait for your answer',
  queue: 'tickets in the queue',
  sla_warnings: 'SLA warnings and breaches',
  escalations: 'escalations',
  digests: 'the day (the morning digest)',
  operation: 'the operation of the help desk: repaired tickets and refused addresses',
};

/** Serves the unsubscribe page of mails, and the one-click request of mail programs, on POST only. */
export function createMailSwitchPage(deps: ApiDeps): Router<ApiState> {
  const router = new Router<ApiState>();
  const { limits } = deps;
  const limit = limits === null ? [] : [limitByAddress(limits.limiter, ROUTE_LIMITS.mail_switch.address)];
  router.get(PATH, noteRoute(PATH), explainRefusals, async (ctx) => {
    const token = String(ctx.params['token']);
    const leaving = await readLeaving(deps, token);
    const standing =
      leaving === null ? standingOf(await readMailSwitch(deps, token)) : standingOfLeaving(leaving);
    showPage(ctx, 200, 'Mails to you', standing);
  });
  router.post(PATH, noteRoute(PATH), explainRefusals, ...limit, readForm, async (ctx) => {
    const isOn = wantsMails.parse(ctx.request.body);
    // Off, and only off, from anywhere: mail programs send it for their readers, from pages of their own too.
    if (isOn) requireOwnForm(ctx, deps.publicUrl);
    const token = String(ctx.params['token']);
    const leaving = isOn ? null : await leaveTicket(deps, token);
    if (leaving !== null) {
      showPage(ctx, 200, 'Switched off', standingOfLeaving(leaving));
      return;
    }
    const opened = await switchMails(deps, token, isOn, ctx.state.address);
    showPage(ctx, 200, isOn ? 'Switched on' : 'Switched off', standingOf(opened));
  });
  return router;
}

function standingOf({ group, isOn }: OpenedSwitch): SafeHtml {
  const state = isOn ? 'You get mails' : 'You get no more mails';
  const button = isOn ? 'Switch them off' : 'Switch them on again';
  return html`<p role="status">${state} about ${WORDS[group]}.</p>
    <form method="post">
      <input type="hidden" name="mails" value="${isOn ? 'off' : 'on'}" />
      <button>${button}</button>
    </form>
    <p>You always get mails that need your action, such as assignments and codes.</p>`;
}

/** Mails and staff cannot add a person who has left, so this page offers no way back. */
function standingOfLeaving({
  number,
  isInCopy,
}: NonNullable<Awaited<ReturnType<typeof readLeaving>>>): SafeHtml {
  if (!isInCopy)
    return html`<p role="status">You are no longer in copy of ${number} and get no more mails about it.</p>`;
  return html`<p role="status">You are in copy of ${number} and get its answers by mail.</p>
    <form method="post">
      <input type="hidden" name="mails" value="off" />
      <button>Leave the ticket</button>
    </form>
    <p>After that, you cannot be added to this ticket again.</p>`;
}
