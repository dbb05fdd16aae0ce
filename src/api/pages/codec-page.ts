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

const TITLE = 'Readable payloads in the Temporal Web UI';
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
    showPage(ctx, 200, TITLE, form(null));
  });
  router.post(
    CODEC_PATH,
    noteRoute(CODEC_PATH),
    explainRefusals,
    ownForms,
    ...limit,
    readForm,
    async (ctx) => {
      const factor = factorSchema.safeParse(ctx.request.body).data;
      try {
        const outcome = await enter(deps, ctx.request.body, factor, ctx.state.address);
        if (isFactorNeeded(outcome)) {
          showPage(ctx, 200, TITLE, factorForm(outcome.factorToken, null));
          return;
        }
        const { accessToken, expiresInSeconds } = outcome;
        keepCodecToken(ctx, accessToken, {
          seconds: expiresInSeconds,
          isSecure: deps.publicUrl.startsWith('https://'),
        });
        showPage(ctx, 200, TITLE, done(deps, Math.round(expiresInSeconds / 60)));
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        if (error.retryAfterSeconds !== undefined) ctx.set('Retry-After', String(error.retryAfterSeconds));
        const again =
          factor === undefined ? form(error.message) : factorForm(factor.factor_token, error.message);
        showPage(ctx, PROBLEMS[error.code].status, TITLE, again);
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

function form(fault: string | null): SafeHtml {
  const alert = fault === null ? [] : [html`<p role="alert">${fault}</p>`];
  return html`<p>Sign in as an administrator of Holdfast.</p>
    ${alert}
    <form method="post">
      <label for="email">E-mail address</label>
      <input id="email" name="email" type="email" autocomplete="username" required autofocus />
      <label for="password">Password</label>
      <input
        id="password"
        name="password"
        type="password"
        autocomplete="current-password"
        maxlength="1024"
        required
      />
      <button>Sign in</button>
    </form>`;
}

function factorForm(token: string, fault: string | null): SafeHtml {
  const alert = fault === null ? [] : [html`<p role="alert">${fault}</p>`];
  return html`<p>Your account has a second factor.</p>
    ${alert}
    <form method="post">
      <input type="hidden" name="factor_token" value="${token}" />
      <label for="code">Code of your authenticator app, or a recovery code</label>
      <input id="code" name="code" autocomplete="one-time-code" maxlength="40" required autofocus />
      <button>Sign in</button>
    </form>
    <p><a href="${CODEC_PATH}">Start again</a></p>`;
}

function done({ publicUrl, temporalUiOrigin }: ApiDeps, minutes: number): SafeHtml {
  return html`<p>This browser may decrypt payloads for the next ${String(minutes)} minutes.</p>
    <p>
      In the Temporal Web UI at ${temporalUiOrigin}, set the codec endpoint to
      <code>${publicUrl}${CODEC_PATH}</code> and switch on “Include cross-origin credentials”.
    </p>`;
}
