import { lazy, type ComponentType } from 'react';
import type { Resource } from './resource.js';

/** A page of a resource, which is loaded when it is opened: each page loads only its own forms. */
export function lazyResource(
  load: () => Promise<Resource>,
  isSingle = false,
): ComponentType<{ readonly item: string }> {
  return lazy(async () => {
    const loading = load();
    const { ResourcePage } = await import('./resource-page.js');
    const resource = await loading;
    return {
      default: ({ item }: { readonly item: string }) => (
        <ResourcePage resource={resource} item={item} isSingle={isSingle} />
      ),
    };
  });
}
