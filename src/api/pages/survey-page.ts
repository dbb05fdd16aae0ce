import { Router } from '@koa/router';
import { z } from 'zod';
import { rateTicket, readSurvey } from '../../app/tickets/rate-ticket.js';
import { ROUTE_LIMITS } from '../../domain/operations/rate-limits.js';
import { SATISFACTION_COMMENT_LENGTH, SCORES } from '../../domain/tickets/satisfaction.js';
import type { ApiDeps } from '../deps.js';
import { text } from '../http/fields.js';
import { refuseForeignForms } from '../middleware/foreign-forms.js';
import { limitByAddress } from '../middleware/limit-rate.js';
import { formReader } from '../middleware/form-body.js';
import type { ApiState } from '../http/state.js';
import { explainRefusals } from './explain-refusals.js';
import { noteRoute } from './note-route.js';
import { showPage } from './page.js';
import { surveyForm, surveyThanks } from './survey-form.js';
import { speakTo, type Say } from './texts/page-texts.js';
import { typed, typedOrNull } from './typed.js';

const PATH = '/s/:token';

/** Room for the longest comment in any script, percent-encoded. */
const readForm = formReader('32kb');

const score = z.preprocess((value) => SCORES.find((known) => String(known) === value), z.literal(SCORES));
const comment = typedOrNull.pipe(text(SATISFACTION_COMMENT_LENGTH).nullable());
const formSchema = z.object({ score, comment });

/** Serves the survey page behind the mail about a resolution. The answer is stored on POST only. */
export function createSurveyPage(deps: ApiDeps): Router<ApiState> {
  const router = new Router<ApiState>();
  const { limits } = deps;
  const limit = limits === null ? [] : [limitByAddress(limits.limiter, ROUTE_LIMITS.survey.address)];
  const ownForms = refuseForeignForms(deps.publicUrl);
  router.get(PATH, noteRoute(PATH), explainRefusals, async (ctx) => {
    const opened = await readSurvey(deps, String(ctx.params['token']));
    const say = speakTo(ctx, opened);
    const chosen = score.safeParse(ctx.query['score']).data ?? null;
    const form = surveyForm(say, opened.ticket, { score: chosen, comment: '' }, null);
    showPage(ctx, 200, say('survey.title'), form);
  });
  router.post(PATH, noteRoute(PATH), explainRefusals, ownForms, ...limit, readForm, async (ctx) => {
    const token = String(ctx.params['token']);
    const sent: unknown = ctx.request.body ?? {};
    const answer = formSchema.safeParse(sent);
    if (answer.success) {
      const rated = await rateTicket(deps, token, answer.data);
      const say = speakTo(ctx, rated);
      showPage(ctx, 200, say('survey.thanks'), surveyThanks(say, rated.ticket));
      return;
    }
    const opened = await readSurvey(deps, token);
    const say = speakTo(ctx, opened);
    const form = surveyForm(say, opened.ticket, readable.parse(sent), faultOf(say, answer.error));
    showPage(ctx, 422, say('survey.title'), form);
  });
  return router;
}

function faultOf(say: Say, { issues }: z.ZodError): string {
  const sentences = issues.map(({ path, code, message }) => {
    if (path[0] !== 'comment') return say('survey.choose');
    // Anything else was sent by a program, and not by the form.
    return code === 'custom'
      ? say('survey.too_long', { count: SATISFACTION_COMMENT_LENGTH.max })
      : `The comment ${message}.`;
  });
  return sentences.join(' ');
}

/** Form values that can be shown again when one of them is invalid. */
const readable = z.object({ score: score.nullable().catch(null), comment: typed.catch('') });
