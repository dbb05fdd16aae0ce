import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { ProblemError } from '../../../app/api.js';
import type { Source } from './field.js';
import { isItem, listAt, textAt, type Item } from './item.js';
import { itemPath, type Resource } from './resource.js';
import { call, withQuery } from './transport.js';

const PAGE_SIZE = '50';
/** As many choices as a list of the browser shows well. */
const MAX_CHOICES = '100';

export const resourceKey = (id: string) => ['admin', id] as const;

export const listQuery = (
  { id, path, list, pollMs }: Pick<Resource, 'id' | 'path' | 'list' | 'pollMs'>,
  query: Readonly<Record<string, string>>,
) =>
  infiniteQueryOptions({
    queryKey: [...resourceKey(id), 'list', query],
    initialPageParam: '',
    refetchInterval: pollMs ?? false,
    queryFn: async ({ pageParam, signal }) => {
      const answer = await call(withQuery(path, { ...query, page_size: PAGE_SIZE, cursor: pageParam }), {
        signal,
      });
      return { answer, items: listAt(answer, list).filter(isItem), next: textAt(answer, 'next_cursor') };
    },
    getNextPageParam: ({ next }) => (next === '' ? undefined : next),
  });

/** As the API answers for an item that is gone. */
function gone(): never {
  const nothing = { detail: '', title: '', type: 'about:blank', instance: '' };
  throw new ProblemError({ ...nothing, code: 'not_found', status: 404 }, undefined);
}

export const itemQuery = (resource: Resource, id: string) =>
  queryOptions({
    queryKey: [...resourceKey(resource.id), 'item', id],
    queryFn: async ({ signal }): Promise<Item> => {
      if (resource.isFoundInList === true) {
        const all = listAt(await call(resource.path, { signal }), resource.list).filter(isItem);
        return all.find((item) => resource.idOf(item) === id) ?? gone();
      }
      const answer = await call(itemPath(resource, id), { signal });
      return isItem(answer) ? answer : {};
    },
    refetchInterval: resource.pollMs ?? false,
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
