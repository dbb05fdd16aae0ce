import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { Frame } from './frame/frame.js';
import { NotFound, ScreenError } from './frame/screen-states.js';
import { isStaff, type Me } from './session.js';

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound, errorComponent: ScreenError });
const at = <const P extends string>(path: P) => ({ getParentRoute: () => root, path }) as const;

/**
 * All screens, one line each. A screen is loaded when it is opened. The API serves the console at every path that is
 * not its own, so a new screen needs nothing on the server.
 */
function routesFor(me: Me) {
  return root.addChildren([
    createRoute({
      ...at('/'),
      beforeLoad: () => {
        if (isStaff(me)) throw redirect({ to: '/queue/$queue', params: { queue: 'mine' }, replace: true });
        throw redirect({ to: '/my-tickets', replace: true });
      },
    }),
    createRoute({
      ...at('/queue/$queue'),
      component: lazyRouteComponent(() => import('../features/queue/queue-screen.js'), 'QueueScreen'),
    }),
    createRoute({
      ...at('/views/$view'),
      component: lazyRouteComponent(() => import('../features/queue/queue-screen.js'), 'ViewScreen'),
    }),
    createRoute({
      ...at('/my-tickets'),
      component: lazyRouteComponent(
        () => import('../features/my-tickets/my-tickets-screen.js'),
        'MyTicketsScreen',
      ),
    }),
    createRoute({
      ...at('/tickets/$number'),
      component: isStaff(me)
        ? lazyRouteComponent(() => import('../features/ticket/ticket-screen.js'), 'TicketScreen')
        : lazyRouteComponent(() => import('../features/my-tickets/my-ticket-screen.js'), 'MyTicketScreen'),
    }),
    createRoute({
      ...at('/ask'),
      validateSearch: (search): { readonly after?: string; readonly title?: string } => ({
        ...textOf(search, 'after'),
        ...textOf(search, 'title'),
      }),
      component: lazyRouteComponent(() => import('../features/submit/submit-screen.js'), 'SubmitScreen'),
    }),
    createRoute({
      ...at('/articles'),
      validateSearch: (search): { readonly q?: string } => textOf(search, 'q'),
      component: lazyRouteComponent(
        () => import('../features/knowledge/articles-screen.js'),
        'ArticlesScreen',
      ),
    }),
    createRoute({
      ...at('/articles/$article'),
      validateSearch: (search): { readonly from?: string } => textOf(search, 'from'),
      component: lazyRouteComponent(() => import('../features/knowledge/article-screen.js'), 'ArticleScreen'),
    }),
    createRoute({
      ...at('/profile'),
      component: lazyRouteComponent(() => import('../features/profile/profile-screen.js'), 'ProfileScreen'),
    }),
    createRoute({
      ...at('/dashboard'),
      component: lazyRouteComponent(
        () => import('../features/manage/dashboard-screen.js'),
        'DashboardScreen',
      ),
    }),
    createRoute({
      ...at('/tickets/$number/replay'),
      component: lazyRouteComponent(() => import('../features/manage/replay-screen.js'), 'ReplayScreen'),
    }),
    ...settingsRoutes(),
    createRoute({
      ...at('/notifications'),
      component: lazyRouteComponent(
        () => import('../features/notifications/notifications-screen.js'),
        'NotificationsScreen',
      ),
    }),
  ]);
}

/** Contents, pages and items of the settings share one screen. */
function settingsRoutes() {
  const component = lazyRouteComponent(
    () => import('../features/admin/settings-screen.js'),
    'SettingsScreen',
  );
  return [
    createRoute({ ...at('/settings'), component }),
    createRoute({ ...at('/settings/$page'), component }),
    createRoute({ ...at('/settings/$page/$item'), component }),
  ] as const;
}

/** A word of the address. It may have been written by anyone. */
function textOf<K extends string>(search: Record<string, unknown>, name: K): { readonly [_ in K]?: string } {
  const value = search[name];
  const known = { [name]: String(value) } as { readonly [_ in K]?: string };
  return typeof value === 'string' || typeof value === 'number' ? known : {};
}

export function createAppRouter(me: Me) {
  return createRouter({ routeTree: routesFor(me), defaultPreload: 'intent', scrollRestoration: true });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
