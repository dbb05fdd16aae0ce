import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Router } from '@koa/router';
import { requirePublicChat } from '../../app/chat/require-public-chat.js';
import { html, type SafeHtml } from '../../app/mail/templates/html.js';
import { MAX_VISITOR_NAME } from '../../domain/chat/visitor.js';
import { DEFAULT_SETTINGS } from '../../domain/desk/settings.js';
import { COMMENT_LENGTH } from '../../domain/ticket-fields.js';
import type { ApiDeps } from '../deps.js';
import type { ApiContext, ApiState } from '../http/state.js';
import { explainRefusals } from '../pages/explain-refusals.js';
import { noteRoute } from '../pages/note-route.js';
import { speakTo, type Say } from '../pages/texts/page-texts.js';
import { STYLE } from './style.js';

const PATH = '/chat';
const SCRIPT = readFileSync(new URL('client.js', import.meta.url));
const sha = (content: string | Buffer, algorithm: 'sha256' | 'sha384') =>
  createHash(algorithm).update(content).digest('base64');
/** Its name changes with its content, so browsers may keep it for ever. */
const SCRIPT_PATH = `/chat/${createHash('sha256').update(SCRIPT).digest('hex').slice(0, 16)}.js`;
const INTEGRITY = `sha384-${sha(SCRIPT, 'sha384')}`;

/** Serves the chat, also in frames on pages of the allowed origins. */
export function createChatPage(deps: ApiDeps): Router<ApiState> {
  const router = new Router<ApiState>();
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'sha256-${sha(STYLE, 'sha256')}'`,
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    ["frame-ancestors 'self'", ...deps.chatOrigins].join(' '),
  ].join('; ');
  router.get(PATH, noteRoute(PATH), explainRefusals, async (ctx) => {
    await requirePublicChat(deps);
    const { hasPublicForm } = await deps.settings.current();
    // `frame-ancestors` decides; this header knows no list of origins.
    ctx.remove('X-Frame-Options');
    ctx.set({ 'Content-Security-Policy': policy, 'Referrer-Policy': 'same-origin' });
    ctx.type = 'html';
    ctx.body = pageOf(ctx, hasPublicForm).html;
  });
  router.get(SCRIPT_PATH, noteRoute(SCRIPT_PATH), (ctx) => {
    ctx.set('Cache-Control', 'public, max-age=31536000, immutable');
    ctx.type = 'text/javascript';
    ctx.body = SCRIPT;
  });
  return router;
}

/** The words that the script shows. */
function textsOf(say: Say): string {
  return JSON.stringify({
    you: say('chat.you'),
    unsent: say('chat.unsent'),
    deleted: say('chat.deleted'),
    typing: say('chat.typing', { name: '{name}' }),
    offline: say('chat.offline'),
    slow: say('chat.slow'),
    refused: say('chat.refused'),
    addressKept: say('chat.address.kept'),
  });
}

function pageOf(ctx: ApiContext, hasPublicForm: boolean): SafeHtml {
  const say = speakTo(ctx);
  const style: SafeHtml = { html: `<style>${STYLE}</style>` };
  const script: SafeHtml = {
    html: `<script src="${SCRIPT_PATH}" integrity="${INTEGRITY}" defer></script>`,
  };
  const desk = ctx.state.deskName ?? DEFAULT_SETTINGS.deskName;
  const instead = hasPublicForm ? [html`<a href="/new" target="_blank">${say('form.title')}</a>`] : [];
  return html`<!doctype html>
    <html lang="${ctx.state.pageLanguage ?? 'en'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${say('chat.title')} · ${desk}</title>
        ${style} ${script}
      </head>
      <body>
        <main data-texts="${textsOf(say)}">
          <header>
            <h1>${desk}</h1>
            <span id="number"></span>
          </header>
          <p id="instead">${say('chat.noscript')} ${instead}</p>
          <p id="lead" hidden>${say('chat.lead')}</p>
          <div id="log" role="log" aria-label="${say('chat.log')}" tabindex="0"></div>
          <p id="typing" role="status"></p>
          <p id="line" role="alert" hidden></p>
          <form id="leave-address">
            <details id="away" hidden>
              <summary>${say('chat.away')}</summary>
              <label for="answers">${say('form.email')}</label>
              <input id="answers" type="email" autocomplete="email" maxlength="254" required />
              <button>${say('chat.address.keep')}</button>
            </details>
          </form>
          <form id="form" hidden>
            <details id="who">
              <summary>${say('chat.who')}</summary>
              <label for="name">${say('form.name')}</label>
              <input id="name" autocomplete="name" maxlength="${MAX_VISITOR_NAME}" />
              <label for="email">${say('form.email')}</label>
              <input id="email" type="email" autocomplete="email" maxlength="254" />
            </details>
            <label for="text">${say('chat.text')}</label>
            <textarea id="text" rows="2" maxlength="${COMMENT_LENGTH.max}" required></textarea>
            <button>${say('chat.send')}</button>
          </form>
          <p id="over" hidden>
            ${say('chat.over')} <button id="again" type="button">${say('chat.again')}</button>
          </p>
        </main>
      </body>
    </html>`;
}
