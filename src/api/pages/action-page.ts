import { mergedInto } from '../../domain/ticket-links.js';
import { Router } from '@koa/router';
import { z } from 'zod';
import { actByLink, openActionLink, previewAction, type OpenedLink } from '../../app/tickets/act-by-link.js';
import { html } from '../../app/mail/templates/html.js';
import type { LinkAction } from '../../domain/tickets/signed-links/mailed-links.js';
import { ROUTE_LIMITS } from '../../domain/operations/rate-limits.js';
import type { ApiDeps } from '../deps.js';
import { refuseForeignForms } from '../middleware/foreign-forms.js';
import { limitByAddress } from '../middleware/limit-rate.js';
import { formReader } from '../middleware/form-body.js';
import type { ApiContext, ApiState } from '../http/state.js';
import { declineSchema, resolutionSchema } from '../tickets/life-schema.js';
import { actionDone, actionForm, ticketLink, type FieldName } from './action-form.js';
import { explainRefusal, explainRefusals } from './explain-refusals.js';
import { noteRoute } from './note-route.js';
import { showPage } from './page.js';
import { speakTo } from './texts/page-texts.js';
import { typed, typedOrNull } from './typed.js';

const PATH = '/a/:token';

/** Room for the longest comment in any script, percent-encoded. */
const readForm = formReader('300kb');

const typedOrAbsent = typedOrNull.transform((value) => value ?? undefined);
const resolution = z.object({
  resolution_code: typedOrAbsent.pipe(resolutionSchema.shape.resolution_code),
  comment: typedOrAbsent.pipe(resolutionSchema.shape.comment),
});
const FORMS: Readonly<Record<LinkAction, z.ZodType<Partial<Record<FieldName, string | undefined>>>>> = {
  accept: z.object({}),
  start: z.object({}),
  resolve: resolution,
  decline: z.object({ reason: typedOrAbsent.pipe(declineSchema.shape.reason) }),
};
/** Form values that can be shown again when one of them is invalid. */
const shown = typed.catch('');
const readable = z.object({ reason: shown, resolution_code: shown, comment: shown });

const LABELS: Readonly<Record<FieldName, string>> = {
  reason: 'The reason',
  resolution_code: 'The resolution code',
  comment: 'The comment',
};

/**
 * Serves the page behind the buttons of an assignment mail.
 * It describes the action and performs it on POST only.
 */
export function createActionPage(deps: ApiDeps): Router<ApiState> {
  const router = new Router<ApiState>();
  const { limits } = deps;
  const limit = limits === null ? [] : [limitByAddress(limits.limiter, ROUTE_LIMITS.action_link.address)];
  const ownForms = refuseForeignForms(deps.publicUrl);
  router.get(PATH, noteRoute(PATH), explainRefusals, async (ctx) => {
    const opened = await openActionLink(deps, String(ctx.params['token']));
    speakTo(ctx, opened);
    await orOpenTicket(deps, ctx, opened, async () => {
      const outcome = await previewAction(deps, opened);
      if (outcome === 'done') showDone(deps, ctx, opened, 'already_done');
      else showForm(ctx, 200, opened, {});
    });
  });
  router.post(PATH, noteRoute(PATH), explainRefusals, ownForms, ...limit, readForm, async (ctx) => {
    const opened = await openActionLink(deps, String(ctx.params['token']));
    speakTo(ctx, opened);
    await orOpenTicket(deps, ctx, opened, () => act(deps, ctx, opened));
  });
  return router;
}

async function act(deps: ApiDeps, ctx: ApiContext, opened: OpenedLink): Promise<void> {
  const sent: unknown = ctx.request.body ?? {};
  const form = FORMS[opened.link.action].safeParse(sent);
  if (!form.success) {
    // If the action is no longer possible, there is no point in correcting the form.
    const outcome = await previewAction(deps, opened);
    if (outcome === 'done') showDone(deps, ctx, opened, 'already_done');
    else showForm(ctx, 422, opened, sent, form.error);
    return;
  }
  const { reason, comment, resolution_code: resolutionCode } = form.data;
  const { ticket, outcome } = await actByLink(deps, opened, { reason, comment, resolutionCode });
  showDone(deps, ctx, { ...opened, ticket }, outcome === 'done' ? 'already_done' : 'done');
}

function showForm(
  ctx: ApiContext,
  status: number,
  opened: OpenedLink,
  sent: unknown,
  error?: z.ZodError,
): void {
  const issues = (error?.issues ?? []).map(({ path, message }) => {
    const name = String(path[0]) as FieldName;
    return [name, `${LABELS[name]} ${message}.`] as const;
  });
  const say = speakTo(ctx);
  const title = say(`${opened.link.action}.title`);
  showPage(ctx, status, title, actionForm(say, opened, readable.parse(sent), new Map(issues)));
}

function showDone(deps: ApiDeps, ctx: ApiContext, opened: OpenedLink, title: 'done' | 'already_done'): void {
  const say = speakTo(ctx);
  showPage(ctx, 200, say(title), actionDone(say, opened, deps.publicUrl));
}

/**
 * Adds a link to the ticket, and to the one it was merged into.
 * A person with the mailed link already knows of the ticket.
 */
async function orOpenTicket(
  deps: ApiDeps,
  ctx: ApiContext,
  { ticket }: OpenedLink,
  show: () => Promise<void>,
): Promise<void> {
  try {
    await show();
  } catch (error) {
    const links = [ticket, mergedInto(ticket.links) ?? []]
      .flat()
      .map((each) => ticketLink(speakTo(ctx), each, deps.publicUrl));
    explainRefusal(ctx, error, html`${links}`);
  }
}
