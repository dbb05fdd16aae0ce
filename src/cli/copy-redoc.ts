import { copyFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';

/*
 * A step of `npm run build`: puts ReDoc's bundle beside the compiled code, where src/api/docs/redoc.ts looks for it. The
 * package is for development only, because it would bring ninety packages into production for this one file.
 */
const bundle = createRequire(import.meta.url).resolve('redoc/bundles/redoc.standalone.js');
const target = new URL('../../redoc/', import.meta.url);
await mkdir(target, { recursive: true });
await copyFile(bundle, new URL('redoc.standalone.js', target));
