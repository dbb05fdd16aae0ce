import { html, type SafeHtml } from '../../app/mail/templates/html.js';
import { toProblem } from '../http/problem.js';
import type { ApiContext, ApiMiddleware } from '../http/state.js';
import { showPage } from './page.js';

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
  // Faults are told in English.
  ctx.state.pageLanguage = 'en';
  showPage(
    ctx,
    status,
    body.title,
    html`<p role="alert">${body.detail}</p>
      ${list}${nextStep}`,
  );
}
