import { useParams } from '@tanstack/react-router';

/** Returns a part of the path. Its type is spelled out, because that of the router depends on all screens. */
export function useRouteParam(name: 'number' | 'queue' | 'view'): string {
  const params: Readonly<Record<string, string | undefined>> = useParams({ strict: false });
  return params[name] ?? '';
}
