import { Router } from '@koa/router';
import { z } from 'zod';
import { isFactorNeeded, type FactorNeeded } from '../../app/accounts/sign-in/complete-sign-in.js';
import {
  signInForCodec,
  verifyFactorForCodec,
  type CodecSignIn,
} from '../../app/accounts/sign-in/sign-in.js';
import { html, type SafeHtml } from '../../app/mail/templates/html.js';
import { DomainError } from '../../domain/errors.js';
import { ROUTE_LIMITS } from '../../domain/operations/rate-limits.js';
import type { ApiDeps } from '../deps.js';
import { email } from '../http/fields.js';
import { keepCodecToken } from '../middleware/codec-cookie.js';
import { limitByAddress } from '../middleware/limit-rate.js';
import { formReader } from '../middleware/form-body.js';
import { refuseForeignForms } from '../middleware/foreign-forms.js';
import { PROBLEMS } from '../http/problem.js';
import type { ApiState } from '../http/state.js';
import { CODEC_PATH } from '../temporal/codec-path.js';
import { explainRefusals } from './explain-refusals.js';
import { noteRoute } from './note-route.js';
import { showPage } from './page.js';
import { speakTo, type Say } from './texts/page-texts.js';

const formSchema = z.object({ email, password: z.string().max(1024) });
const readForm = formReader('8kb');
const factorSchema = z.object({ factor_token: z.string().max(1024), code: z.string().max(40) });

/**
 * Serves the page where administrators sign in for the codec, so that the Temporal Web UI can show payloads.
 */
export function createCodecPage(deps: ApiDeps): Router<ApiState> {
  const router = new Router<ApiState>();
  const { limits } = deps;
  const limit = limits === null ? [] : [limitByAddress(limits.limiter, ROUTE_LIMITS.sign_in.address)];
  const ownForms = refuseForeignForms(deps.publicUrl);
  router.get(CODEC_PATH, noteRoute(CODEC_PATH), (ctx) => {
    const say = speakTo(ctx);
    showPage(ctx, 200, say('codec.title'), form(say, null));
  });
  router.post(
    CODEC_PATH,
    noteRoute(CODEC_PATH),
    explainRefusals,
    ownForms,
    ...limit,
    readForm,
    async (ctx) => {
      const say = speakTo(ctx);
      const factor = factorSchema.safeParse(ctx.request.body).data;
      try {
        const outcome = await enter(deps, ctx.request.body, factor, ctx.state.address);
        if (isFactorNeeded(outcome)) {
          showPage(ctx, 200, say('codec.title'), factorForm(say, outcome.factorToken, null));
          return;
        }
        const { accessToken, expiresInSeconds } = outcome;
        keepCodecToken(ctx, accessToken, {
          seconds: expiresInSeconds,
          isSecure: deps.publicUrl.startsWith('https://'),
        });
        showPage(ctx, 200, say('codec.title'), done(say, deps, Math.round(expiresInSeconds / 60)));
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        if (error.retryAfterSeconds !== undefined) ctx.set('Retry-After', String(error.retryAfterSeconds));
        const fault = faultOf(say, error);
        const again = factor === undefined ? form(say, fault) : factorForm(say, factor.factor_token, fault);
        showPage(ctx, PROBLEMS[error.code].status, say('codec.title'), again);
      }
    },
  );
  return router;
}

/** Signs in with the password, then with the second factor. */
async function enter(
  deps: ApiDeps,
  body: unknown,
  factor: z.infer<typeof factorSchema> | undefined,
  address: string,
): Promise<CodecSignIn | FactorNeeded> {
  if (factor !== undefined) {
    const shown = { factorToken: factor.factor_token, code: factor.code };
    return verifyFactorForCodec(deps, shown, address);
  }
  const { email, password } = readFields(body);
  return signInForCodec(deps, email, password, address);
}

function readFields(body: unknown): z.infer<typeof formSchema> {
  const parsed = formSchema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new DomainError('invalid_input', 'Enter your e-mail address and your password.');
}

/** In the language of the reader. The English text of rare faults stays as it is. */
function faultOf(say: Say, { code, message, retryAfterSeconds: seconds }: DomainError): string {
  if (code === 'unauthenticated') return say('codec.wrong');
  if (code === 'forbidden') return say('codec.forbidden');
  if (code === 'invalid_input') return say('codec.invalid');
  if (code === 'too_many_requests' && seconds !== undefined) return say('codec.too_many', { seconds });
  return message;
}

function form(say: Say, fault: string | null): SafeHtml {
  const alert = fault === null ? [] : [html`<p role="alert">${fault}</p>`];
  return html`<p>${say('codec.lead')}</p>
    ${alert}
    <form method="post">
      <label for="email">${say('codec.email')}</label>
      <input id="email" name="email" type="email" autocomplete="username" required autofocus />
      <label for="password">${say('codec.password')}</label>
      <input
        id="password"
        name="password"
        type="password"
        autocomplete="current-password"
        maxlength="1024"
        required
      />
      <button>${say('codec.button')}</button>
    </form>`;
}

function factorForm(say: Say, token: string, fault: string | null): SafeHtml {
  const alert = fault === null ? [] : [html`<p role="alert">${fault}</p>`];
  return html`<p>${say('codec.factor')}</p>
    ${alert}
    <form method="post">
      <input type="hidden" name="factor_token" value="${token}" />
      <label for="code">${say('codec.code')}</label>
      <input id="code" name="code" autocomplete="one-time-code" maxlength="40" required autofocus />
      <button>${say('codec.button')}</button>
    </form>
    <p><a href="${CODEC_PATH}">${say('codec.again')}</a></p>`;
}

function done(say: Say, { publicUrl, temporalUiOrigin }: ApiDeps, minutes: number): SafeHtml {
  const endpoint = `${publicUrl}${CODEC_PATH}`;
  return html`<p>${say('codec.done', { minutes })}</p>
    <p>${say('codec.hint', { url: temporalUiOrigin, endpoint })}</p>`;
}
