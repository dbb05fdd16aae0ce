import { useNavigate } from '@tanstack/react-router';
import { useRouteSearch } from '../../../app/route-param.js';
import {
  LIST_PARAMS,
  readList,
  withFacet,
  withParam,
  type Facet,
  type ListBase,
  type ListFilter,
  type ListParams,
  type Sort,
} from './filters.js';

/** What the address says of a list, and the ways to change it. */
export interface ListAddress {
  readonly list: ListFilter;
  readonly params: ListParams;
  readonly setFacet: (facet: Facet, values: readonly string[]) => void;
  readonly setWords: (words: string) => void;
  readonly setSort: (sort: Sort) => void;
  /** Back to the queue or view as it is. */
  readonly reset: () => void;
}

export function useListAddress(base: ListBase): ListAddress {
  const navigate = useNavigate();
  const search = useRouteSearch();
  const params: ListParams = Object.fromEntries(
    LIST_PARAMS.flatMap((name) => (search[name] === undefined ? [] : [[name, search[name]]])),
  );
  // A choice is a step to go back to. Typing is none.
  const go = (next: ListParams, replace = false) => void navigate({ to: '.', search: next, replace });
  return {
    list: readList(base, params),
    params,
    setFacet: (facet, values) => go(withFacet(base, params, facet, values)),
    setWords: (words) => go(withParam(params, 'q', words), true),
    setSort: (sort) => {
      // With words, the order of the queue itself is a choice too: without one, relevance decides.
      const isDefault = sort === 'relevance' || (sort === base.sort && params.q === undefined);
      go(withParam(params, 'sort', isDefault ? '' : sort));
    },
    reset: () => go({}),
  };
}
