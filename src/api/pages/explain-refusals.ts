import { html } from '../../app/mails/html.js';
import { toProblem } from '../problem.js';
import type { ApiMiddleware } from '../state.js';
import { showPage } from './page.js';

/** Says no with a page, for people; the status is the one that a program would get. Faults of ours are passed on. */
export const explainRefusals: ApiMiddleware = async (ctx, next) => {
  try {
    await next();
  } catch (error) {
    const { status, headers, body } = toProblem(error, ctx.state.requestId);
    if (status >= 500) throw error;
    // Or the rest of a long body would block the connection, and with it the answer.
    ctx.req.resume();
    ctx.set({ ...headers });
    showPage(ctx, status, body.title, html`<p role="alert">${body.detail}</p>`);
  }
};
