import { createHash } from 'node:crypto';
import type { ParameterizedContext } from 'koa';
import { html, type SafeHtml } from '../../app/mail/templates/html.js';
import { DEFAULT_SETTINGS } from '../../domain/desk/settings.js';
import type { ApiState } from '../http/state.js';

/** What a page needs of its request. */
export type PageContext = ParameterizedContext<Partial<ApiState>>;

const STYLE = `
  :root { color-scheme: light dark; --text: #0f172a; --back: #fff; --link: #1d4ed8; --no: #b91c1c; --yes: #15803d; }
  @media (prefers-color-scheme: dark) {
    :root { --text: #e2e8f0; --back: #0f172a; --link: #93c5fd; --no: #f87171; --yes: #4ade80; }
  }
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 28rem; margin: 10vh auto; padding: 0 1rem;
    color: var(--text); background: var(--back); overflow-wrap: anywhere; }
  a { color: var(--link); }
  label { display: block; margin: 1rem 0 .25rem; font-weight: 600; }
  input, textarea { font: inherit; width: 100%; padding: .5rem; box-sizing: border-box; }
  fieldset { margin: 1rem 0; padding: .5rem 1rem; }
  legend { font-weight: 600; }
  .choice { margin: 0; padding: .5rem 0; font-weight: 400; cursor: pointer; }
  .choice input { width: auto; margin-right: .5rem; }
  button { font: inherit; font-weight: 600; margin-top: 1rem; padding: .75rem 1.25rem; min-height: 2.75rem;
    color: #fff; background: #1d4ed8; border: 0; border-radius: .375rem; cursor: pointer; }
  :focus-visible { outline: .1875rem solid var(--link); outline-offset: .125rem; }
  [role=alert], [role=status] { border-left: .25rem solid var(--no); padding-left: .75rem; }
  .trap { position: absolute; left: -100rem; }
  [role=status] { border-color: var(--yes); }
`;

/** Pages need no script and load nothing; the one style sheet is named by its hash. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Answers with a page for people, readable on a phone and by a screen reader. */
export function showPage(ctx: PageContext, status: number, title: string, body: SafeHtml): void {
  const style: SafeHtml = { html: `<style>${STYLE}</style>` };
  ctx.status = status;
  ctx.set({
    'Content-Security-Policy': POLICY,
    'X-Robots-Tag': 'noindex, nofollow',
    // Other sites still learn nothing; with `no-referrer` browsers would send `Origin: null` with our own forms.
    'Referrer-Policy': 'same-origin',
  });
  ctx.type = 'html';
  ctx.body = html`<!doctype html>
    <html lang="${ctx.state.pageLanguage ?? 'en'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${ctx.state.deskName ?? DEFAULT_SETTINGS.deskName}</title>
        ${style}
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`.html;
}
