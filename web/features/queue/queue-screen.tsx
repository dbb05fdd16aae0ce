import { useQuery } from '@tanstack/react-query';
import { LoadError, NotFound } from '../../app/frame/screen-states.js';
import { useRouteParam } from '../../app/route-param.js';
import { useSay } from '../../texts/use-texts.js';
import { Skeleton } from '../../ui/blank.js';
import { viewQuery } from './queries.js';
import { queueOf } from './queues.js';
import { TicketList } from './list/ticket-list.js';

/** A queue that every moderator has. */
export function QueueScreen() {
  const say = useSay();
  const queue = useRouteParam('queue');
  const known = queueOf(queue);
  if (known === undefined) return <NotFound />;
  const { filter, name } = known;
  return (
    <TicketList
      key={queue}
      title={say(name)}
      base={{ filter, sort: '-updated_at' }}
      fixed={filter.assignee === undefined ? [] : ['assignee']}
      view={null}
    />
  );
}

/** A saved view. */
export function ViewScreen() {
  const say = useSay();
  const id = useRouteParam('view');
  const { data: view, error, refetch } = useQuery(viewQuery(id));
  if (view === undefined) {
    return error === null ? (
      <Skeleton rows={12} label={say('app.loading')} />
    ) : (
      <LoadError error={error} onRetry={() => void refetch()} />
    );
  }
  const { name, filters: filter, sort } = view;
  return <TicketList key={id} title={name} base={{ filter, sort }} fixed={[]} view={view} />;
}
