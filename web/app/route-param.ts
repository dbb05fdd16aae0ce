import type { LIST_PARAMS } from '../features/queue/filter/filters.js';
import { useParams, useSearch } from '@tanstack/react-router';

/** Returns a part of the path. Its type is spelled out, because that of the router depends on all screens. */
export function useRouteParam(name: 'number' | 'queue' | 'view' | 'article' | 'page' | 'item'): string {
  const params: Readonly<Record<string, string | undefined>> = useParams({ strict: false });
  return params[name] ?? '';
}

type RouteSearch = Readonly<
  Partial<Record<'after' | 'title' | 'from' | 'for' | (typeof LIST_PARAMS)[number], string>>
>;

/** Words of the address after the question mark. They may have been written by anyone: each is a text or missing. */
export function useRouteSearch(): RouteSearch {
  return useSearch({ strict: false });
}
