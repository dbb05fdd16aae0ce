import type { createAppRouter } from './router.js';

/** Where people write. Their scripts must be there although the server has a new version or is away. */
const ROUTES = ['/queue/$queue', '/tickets/$number', '/my-tickets', '/ask'] as const;
/** The first screen has loaded what it needs. */
const LOAD_AFTER_MS = 5_000;

/** Loads what an old tab may need later. What fails here is loaded when it is opened. */
export function loadAhead(router: ReturnType<typeof createAppRouter>): () => void {
  const timer = setTimeout(() => {
    const overlays = [
      import('../features/sign-in/sign-in-again.js'),
      import('./actions/palette.js'),
      import('./actions/key-help.js'),
      import('../ui/blocks/markdown.js'),
      import('../ui/menu/open-menu.js'),
    ];
    const screens = ROUTES.map((path) => router.routesByPath[path]).filter((route) => route !== undefined);
    void Promise.allSettled([...overlays, ...screens.map((route) => router.loadRouteChunk(route))]);
  }, LOAD_AFTER_MS);
  return () => clearTimeout(timer);
}
