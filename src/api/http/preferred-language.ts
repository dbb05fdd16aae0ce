import type { Context } from 'koa';
import { LANGUAGES, type Language } from '../../domain/languages.js';

/** The best of ours by `Accept-Language`; English where the client reads none of them. */
export function preferredLanguage(ctx: Pick<Context, 'acceptsLanguages'>): Language {
  const accepted = ctx.acceptsLanguages([...LANGUAGES]);
  return LANGUAGES.find((language) => language === accepted) ?? 'en';
}
