import type Koa from 'koa';
import { serveConsoleFiles, serveConsoleShell } from './console/serve-console.js';
import type { ApiDeps } from './deps.js';
import { createDocsRouter, serveDocsAssets } from './docs/swagger-ui.js';
import { beginApp } from './middleware/begin-app.js';
import { takeCodecToken } from './middleware/codec-cookie.js';
import { compressAnswers } from './middleware/compression.js';
import { allowOrigins } from './middleware/cross-origin.js';
import { limitByAddress } from './middleware/limit-rate.js';
import { knowDesk } from './middleware/know-desk.js';
import { answerWithProblems } from './middleware/problems.js';
import { refuseOverload } from './middleware/refuse-overload.js';
import { setSecurityHeaders } from './middleware/security-headers.js';
import { refuseUnknownRoute } from './middleware/unknown-route.js';
import { openApiDocument } from './http/openapi.js';
import { createActionPage } from './pages/action-page.js';
import { createCodecPage } from './pages/codec-page.js';
import { createFilePage } from './pages/file-page.js';
import { createMailSwitchPage } from './pages/mail-switch-page.js';
import { createNewPage } from './pages/new-page.js';
import { createPasswordPage } from './pages/password-page.js';
import { createPersonPage } from './pages/person-page.js';
import { createReopenPage } from './pages/reopen-page.js';
import { createSetupPage } from './pages/setup-page.js';
import { createTicketPage } from './pages/ticket-page.js';
import { createSurveyPage } from './pages/survey-page.js';
import { createChatPage } from './chat/chat-page.js';
import { createRedocRouter, serveRedocAssets } from './docs/redoc.js';
import { createRouter } from './router.js';
import { apiRoutes } from './routes.js';
import { createSlackDoor } from './slack/door.js';
import { registerWebhooks } from './webhooks/messages.js';
import type { ApiState } from './http/state.js';

/**
 * Builds the API as a Koa application that does not listen yet.
 * A request passes this middleware from top to bottom. Each route then authenticates the caller, parses the body as
 * JSON and validates it against its schemas, if its definition says so (`router.ts`).
 */
export function createApp(deps: ApiDeps): Koa<ApiState> {
  const routes = apiRoutes(deps);
  const health = createRouter(
    routes.filter(({ limit }) => limit === 'none'),
    deps,
  );
  const api = createRouter(
    routes.filter(({ limit }) => limit !== 'none'),
    deps,
  );
  const pages = [
    createSetupPage(deps),
    createPasswordPage(deps),
    createSurveyPage(deps),
    createReopenPage(deps),
    createPersonPage(deps),
    createTicketPage(deps),
    createNewPage(deps),
    createChatPage(deps),
    createFilePage(deps),
    createActionPage(deps),
    createMailSwitchPage(deps),
    createCodecPage(deps),
  ];
  const docs = createDocsRouter(
    deps.settings,
    (title) => openApiDocument(routes, { ...deps, title }, registerWebhooks),
    deps.console === null,
  );
  const slack = createSlackDoor(deps);
  const redoc = createRedocRouter();
  const app = beginApp(deps);
  app.use(compressAnswers());
  app.use(answerWithProblems(deps.logger));
  app.use(setSecurityHeaders(deps.publicUrl));
  app.use(allowOrigins(deps));
  app.use(health.routes());
  app.use(docs.routes());
  app.use(serveDocsAssets());
  app.use(redoc.routes());
  app.use(serveRedocAssets());
  if (deps.console !== null) app.use(serveConsoleFiles(deps.console));
  // From here on requests are counted; what came before must be there for everybody at any time.
  app.use(refuseOverload(deps.maxInProgress, deps.logger));
  if (deps.limits !== null) app.use(limitByAddress(deps.limits.limiter, deps.limits.address));
  app.use(takeCodecToken);
  app.use(slack.routes());
  app.use(api.routes());
  app.use(knowDesk(deps.settings));
  for (const page of pages) app.use(page.routes());
  const routers = [health, docs, redoc, slack, api, ...pages];
  if (deps.console !== null) app.use(serveConsoleShell(deps.console, deps, routers));
  app.use(refuseUnknownRoute(routers));
  return app;
}
