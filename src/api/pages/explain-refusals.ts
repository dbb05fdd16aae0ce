import { html, type SafeHtml } from '../../app/mail/templates/html.js';
import { toProblem } from '../http/problem.js';
import type { ApiContext, ApiMiddleware } from '../http/state.js';
import { showPage } from './page.js';
import { speakTo } from './texts/page-texts.js';
import type { PageTextKey } from './texts/texts.js';

/** Says no with a page, for people; the status is the one that a program would get. Faults of ours are passed on. */
export const explainRefusals: ApiMiddleware = async (ctx, next) => {
  try {
    await next();
  } catch (error) {
    explainRefusal(ctx, error);
  }
};

/**
 * Renders the page for a client error, with a next step for its reader.
 * @throws errors that are not the client's
 */
export function explainRefusal(ctx: ApiContext, error: unknown, nextStep: SafeHtml = html``): void {
  const { status, headers, body } = toProblem(error, ctx.state.requestId);
  if (status >= 500) throw error;
  // Or the rest of a long body would block the connection, and with it the answer.
  ctx.req.resume();
  ctx.set({ ...headers });
  const faults = (body.errors ?? []).map(({ path, message }) => html`<li>${path} ${message}</li>`);
  const list =
    faults.length === 0
      ? []
      : [
          html`<ul>
            ${faults}
          </ul>`,
        ];
  const translated = translatedRefusal(ctx, body.code);
  showPage(
    ctx,
    status,
    translated?.title ?? body.title,
    html`${translated === null ? [] : [html`<p>${translated.text}</p>`]}
      <p role="alert" lang="en">${body.detail}</p>
      ${list}${nextStep}`,
  );
}

/** The usual refusals of links, by code. */
const REFUSALS: Readonly<Record<string, { readonly title: PageTextKey; readonly text: PageTextKey }>> = {
  not_found: { title: 'refused.not_found.title', text: 'refused.not_found' },
  link_expired: { title: 'password.expired.title', text: 'refused.link_expired' },
  forbidden: { title: 'refused.forbidden.title', text: 'refused.forbidden' },
};

const OTHER = { title: 'refused.other.title', text: 'refused.other' } as const;

/** In the language of the reader, above the details, which are in English. Null for English. */
function translatedRefusal(ctx: ApiContext, code: string) {
  const refusal = REFUSALS[code] ?? OTHER;
  if ((ctx.state.language ?? 'en') === 'en') {
    ctx.state.pageLanguage = 'en';
    return null;
  }
  const say = speakTo(ctx);
  return { title: say(refusal.title), text: say(refusal.text) };
}
