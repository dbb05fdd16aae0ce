import { Button } from '../../../ui/button.js';
import { useAdminSay } from '../texts/texts.js';

/** A list that is read a page at a time, as `useInfiniteQuery` returns it. */
interface PagedList {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => Promise<unknown>;
}

/** Reads the next page of a list, as long as there is one. */
export function MoreButton({ list }: { readonly list: PagedList }) {
  const t = useAdminSay();
  return list.hasNextPage ? (
    <span>
      <Button isPending={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        {t('more')}
      </Button>
    </span>
  ) : null;
}
