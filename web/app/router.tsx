import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { LIST_PARAMS, type ListParams } from '../features/queue/filter/filters.js';
import { withTexts } from '../texts/languages.js';
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
      validateSearch: listOf,
      component: lazyRouteComponent(() => import('../features/queue/queue-screen.js'), 'QueueScreen'),
    }),
    createRoute({
      ...at('/views/$view'),
      validateSearch: listOf,
      component: lazyRouteComponent(() => import('../features/queue/queue-screen.js'), 'ViewScreen'),
    }),
    createRoute({
      ...at('/compose'),
      component: lazyRouteComponent(
        withTexts('work', () => import('../features/compose/compose-screen.js')),
        'ComposeScreen',
      ),
    }),
    createRoute({
      ...at('/my-tickets'),
      component: lazyRouteComponent(
        withTexts('home', () => import('../features/my-tickets/my-tickets-screen.js')),
        'MyTicketsScreen',
      ),
    }),
    createRoute({
      ...at('/tickets/$number'),
      component: isStaff(me)
        ? lazyRouteComponent(
            withTexts('work', () => import('../features/ticket/ticket-screen.js')),
            'TicketScreen',
          )
        : lazyRouteComponent(
            withTexts('home', () => import('../features/my-tickets/my-ticket-screen.js')),
            'MyTicketScreen',
          ),
    }),
    createRoute({
      ...at('/ask'),
      validateSearch: (search): { readonly after?: string; readonly title?: string } => ({
        ...textOf(search, 'after'),
        ...textOf(search, 'title'),
      }),
      component: lazyRouteComponent(
        withTexts('home', () => import('../features/submit/submit-screen.js')),
        'SubmitScreen',
      ),
    }),
    createRoute({
      ...at('/articles'),
      validateSearch: (search): { readonly q?: string } => textOf(search, 'q'),
      component: lazyRouteComponent(
        withTexts('home', () => import('../features/knowledge/articles-screen.js')),
        'ArticlesScreen',
      ),
    }),
    createRoute({
      ...at('/articles/$article'),
      validateSearch: (search): { readonly from?: string } => textOf(search, 'from'),
      component: lazyRouteComponent(
        withTexts('home', () => import('../features/knowledge/article-screen.js')),
        'ArticleScreen',
      ),
    }),
    createRoute({
      ...at('/profile'),
      component: lazyRouteComponent(
        withTexts('home', () => import('../features/profile/profile-screen.js')),
        'ProfileScreen',
      ),
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

/** The filters of a list. */
function listOf(search: Record<string, unknown>): ListParams {
  return LIST_PARAMS.reduce<ListParams>((list, name) => ({ ...list, ...textOf(search, name) }), {});
}

export function createAppRouter(me: Me) {
  return createRouter({ routeTree: routesFor(me), defaultPreload: 'intent', scrollRestoration: true });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
