import { deskNameOf } from '../../app/settings/desk-name.js';
import type { Settings } from '../../ports/desk/settings.js';
import { preferredLanguage } from '../http/preferred-language.js';
import type { ApiMiddleware } from '../http/state.js';

/** Tells pages the name of the desk, and the language that the reader’s browser prefers. */
export function knowDesk(settings: Settings): ApiMiddleware {
  return async (ctx, next) => {
    ctx.state.deskName = await deskNameOf(settings);
    ctx.state.language = preferredLanguage(ctx);
    await next();
  };
}
