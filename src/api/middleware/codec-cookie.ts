import type { ApiContext, ApiMiddleware } from '../http/state.js';
import { CODEC_PATH, isOfCodec } from '../temporal/codec-path.js';

const NAME = 'holdfast_codec';

/**
 * Stores an access token for the codec in a cookie.
 * The token opens nothing else. Scripts cannot read the cookie, and no other address receives it. Only pages of the
 * same site (the Web UI at another port or subdomain) make browsers send it.
 */
export function keepCodecToken(
  ctx: ApiContext,
  token: string,
  { seconds, isSecure }: { readonly seconds: number; readonly isSecure: boolean },
): void {
  const attributes = ['HttpOnly', 'SameSite=Strict', ...(isSecure ? ['Secure'] : [])];
  ctx.append(
    'Set-Cookie',
    [`${NAME}=${token}`, `Path=${CODEC_PATH}`, `Max-Age=${seconds}`, ...attributes].join('; '),
  );
}

/** Takes the cookie where nothing else is shown, at the addresses of the codec only. */
export const takeCodecToken: ApiMiddleware = (ctx, next) => {
  const isShown = ctx.get('Authorization') !== '' || ctx.get('X-API-Key') !== '';
  const token = isOfCodec(ctx.path) && !isShown ? ctx.cookies.get(NAME) : undefined;
  if (token !== undefined) ctx.state.codecToken = token;
  return next();
};
