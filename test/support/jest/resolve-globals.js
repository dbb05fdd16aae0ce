import { URL } from 'node:url';

/** A hook of Node's loader: files that Node imports itself have `@jest/globals` from globals.ts. */
export function resolve(specifier, context, nextResolve) {
  if (specifier !== '@jest/globals') return nextResolve(specifier, context);
  return nextResolve(new URL('./globals.ts', import.meta.url).href, context);
}
