import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Source } from './field.js';
import { isItem, listAt, textAt, type Item } from './item.js';
import { itemPath, type Resource } from './resource.js';
import { call, withQuery } from './transport.js';

const PAGE_SIZE = '50';
/** As many choices as a list of the browser shows well. */
const MAX_CHOICES = '100';

export const resourceKey = (id: string) => ['admin', id] as const;

export const listQuery = (
  { id, path, list }: Pick<Resource, 'id' | 'path' | 'list'>,
  query: Readonly<Record<string, string>>,
) =>
  infiniteQueryOptions({
    queryKey: [...resourceKey(id), 'list', query],
    initialPageParam: '',
    queryFn: async ({ pageParam, signal }) => {
      const answer = await call(withQuery(path, { ...query, page_size: PAGE_SIZE, cursor: pageParam }), {
        signal,
      });
      return { answer, items: listAt(answer, list).filter(isItem), next: textAt(answer, 'next_cursor') };
    },
    getNextPageParam: ({ next }) => (next === '' ? undefined : next),
  });

export const itemQuery = (resource: Resource, id: string) =>
  queryOptions({
    queryKey: [...resourceKey(resource.id), 'item', id],
    queryFn: async ({ signal }): Promise<Item> => {
      const answer = await call(itemPath(resource, id), { signal });
      return isItem(answer) ? answer : {};
    },
    // A form must not change under the hands of the person.
    refetchOnWindowFocus: false,
  });

export const choicesQuery = ({ path, list, value, label }: Source) =>
  queryOptions({
    queryKey: ['admin', 'choices', path, value],
    queryFn: async ({ signal }) => {
      const answer = await call(withQuery(path, { page_size: MAX_CHOICES }), { signal });
      return listAt(answer, list).map((one) => ({ value: textAt(one, value), label: textAt(one, label) }));
    },
  });
