import { deskNameOf } from '../../app/settings/desk-name.js';
import type { Settings } from '../../ports/desk/settings.js';
import type { ApiMiddleware } from '../http/state.js';

/** Tells pages the name of the desk. */
export function knowDesk(settings: Settings): ApiMiddleware {
  return async (ctx, next) => {
    ctx.state.deskName = await deskNameOf(settings);
    return next();
  };
}
