import { fileURLToPath } from 'node:url';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import type { InlineConfig } from 'vite';

/** The languages of the texts; without this the bundle has those of 34. */
const LOCALES = ['en-US', 'de-DE', 'es-ES', 'fr-FR', 'hi-IN', 'pt-BR'];

/** Returns how Vite builds the console into a directory. The API fills the places of `index.html` in each answer. */
export function viteConfig(outDir: string, isReadable = false): InlineConfig {
  return {
    configFile: false,
    root: fileURLToPath(new URL('..', import.meta.url)),
    logLevel: 'warn',
    // Not in `node_modules`: it may be read-only, or shared.
    cacheDir: `${outDir}-cache`,
    plugins: [{ ...optimizeLocales.vite({ locales: LOCALES }), enforce: 'pre' }],
    html: { cspNonce: '%NONCE%' },
    css: { modules: { localsConvention: 'camelCaseOnly' } },
    build: {
      outDir,
      emptyOutDir: true,
      ...(isReadable ? { minify: false } : {}),
      assetsDir: 'console',
      // The strict policy allows no images in styles from data addresses of other kinds.
      assetsInlineLimit: 0,
      target: 'es2023',
      cssTarget: 'chrome123',
      cssMinify: 'lightningcss',
      reportCompressedSize: false,
      rolldownOptions: {
        onLog: (level, log, handle) => {
          // Our packages mark modules of the browser for frameworks that render on a server.
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
        },
      },
      modulePreload: { polyfill: false },
      license: { fileName: 'licences.md' },
      manifest: 'manifest.json',
    },
  };
}
