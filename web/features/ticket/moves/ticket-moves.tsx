import { useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { Schemas } from '../../../../src/client/client.js';
import type { Action } from '../../../app/actions/action.js';
import { useActions } from '../../../app/actions/registry.js';
import { useMe } from '../../../app/me.js';
import { useSay } from '../../../texts/use-texts.js';
import { Button, Keys } from '../../../ui/button.js';
import { Icon } from '../../../ui/icon.js';
import { Menu } from '../../../ui/menu/menu.js';
import { useIsNarrow } from '../../../ui/use-media.js';
import { lastList } from '../../ticket-parts/last-list.js';
import type { Change } from '../panel/use-change.js';
import { AcceptButton } from './accept-button.js';
import styles from './moves.module.css';
import type { ReasonMove } from './reason-dialog.js';

const ReasonDialog = lazy(async () => ({ default: (await import('./reason-dialog.js')).ReasonDialog }));
const SplitDialog = lazy(async () => ({ default: (await import('./split-dialog.js')).SplitDialog }));
const MergeDialog = lazy(async () => ({ default: (await import('./merge-dialog.js')).MergeDialog }));
const LinkDialog = lazy(async () => ({ default: (await import('./link-dialog.js')).LinkDialog }));
const FollowUpDialog = lazy(async () => ({
  default: (await import('./follow-up-dialog.js')).FollowUpDialog,
}));

type Opened = ReasonMove | 'split' | 'merge' | 'link' | 'follow-up' | null;

/** What can be done with the whole ticket: buttons for the next step, a menu for the rest. Keys and palette have all. */
export function TicketMoves({
  ticket,
  change,
  onUnread,
}: {
  readonly ticket: Schemas['Ticket'];
  readonly change: Change;
  readonly onUnread: () => void;
}) {
  const say = useSay();
  const me = useMe();
  const { history } = useRouter();
  const isNarrow = useIsNarrow();
  const [opened, setOpened] = useState<Opened>(null);
  const { status } = ticket;
  const isFinal = status === 'closed' || status === 'cancelled';
  const isWorkedOn = !isFinal && status !== 'resolved';
  const consider = (value: 'resolved' | 'closed') => change.consider({ property: 'status', value });
  const actions: readonly (Action & { readonly isOffered: boolean })[] = [
    {
      id: 'ticket.resolve',
      name: 'ticket.resolve',
      keys: 'e',
      icon: 'check',
      isOffered: isWorkedOn,
      perform: () => consider('resolved'),
    },
    {
      id: 'ticket.close',
      name: 'ticket.close',
      icon: 'lock',
      isOffered: status === 'resolved',
      perform: () => consider('closed'),
    },
    {
      id: 'ticket.reopen',
      name: 'ticket.reopen',
      icon: 'refresh',
      isOffered: status === 'resolved',
      perform: () => setOpened('reopen'),
    },
    {
      id: 'ticket.replay',
      name: 'ticket.replay',
      keys: 'g r',
      isOffered: true,
      perform: () => history.push(`/tickets/${ticket.number}/replay`),
    },
    {
      id: 'ticket.decline',
      name: 'ticket.decline',
      icon: 'x',
      isOffered: status === 'open' && ticket.assignee?.id === me.id,
      perform: () => setOpened('decline'),
    },
    {
      id: 'ticket.merge',
      name: 'ticket.merge',
      keys: 'm',
      icon: 'workflow',
      isOffered: !isFinal,
      perform: () => setOpened('merge'),
    },
    {
      id: 'ticket.split',
      name: 'split.title',
      icon: 'swap',
      isOffered: !isFinal,
      perform: () => setOpened('split'),
    },
    {
      id: 'ticket.link',
      name: 'link.title',
      icon: 'network',
      isOffered: true,
      perform: () => setOpened('link'),
    },
    {
      id: 'ticket.follow-up',
      name: 'follow-up.title',
      icon: 'plus',
      isOffered: isFinal,
      perform: () => setOpened('follow-up'),
    },
    {
      id: 'ticket.unread',
      name: 'ticket.unread',
      keys: 'u',
      icon: 'eye',
      isOffered: true,
      perform: onUnread,
    },
    {
      id: 'ticket.cancel',
      name: 'ticket.cancel',
      icon: 'x',
      isOffered: isWorkedOn,
      perform: () => setOpened('cancel'),
    },
    {
      id: 'ticket.back',
      name: 'ticket.back',
      keys: 'Escape',
      icon: 'left',
      isOffered: true,
      perform: () => history.push(lastList.get().href),
    },
  ];
  useActions(actions.map(({ isOffered, ...action }) => ({ ...action, visible: () => isOffered })));
  const close = () => setOpened(null);
  return (
    <span className={styles['end']}>
      <AcceptButton ticket={ticket} />
      {isNarrow || !isWorkedOn ? null : (
        <Button icon="check" onClick={() => consider('resolved')}>
          {say('ticket.resolve')}
          <Keys keys={['E']} />
        </Button>
      )}
      {isNarrow || status !== 'resolved' ? null : (
        <Button icon="refresh" onClick={() => setOpened('reopen')}>
          {say('ticket.reopen')}
        </Button>
      )}
      <Menu
        label={say('ticket.more')}
        className={styles['more']}
        trigger={<Icon name="more" />}
        groups={[
          {
            id: 'moves',
            choices: actions
              .filter(({ isOffered, id }) => isOffered && id !== 'ticket.back')
              .map(({ id, name, icon, perform }) => ({
                id,
                label: say(name),
                ...(icon === undefined ? {} : { icon }),
                perform,
              })),
          },
        ]}
      />
      <Suspense>
        {opened === 'split' ? <SplitDialog ticket={ticket} onClose={close} /> : null}
        {opened === 'merge' ? <MergeDialog ticket={ticket} into="" onClose={close} /> : null}
        {opened === 'link' ? <LinkDialog ticket={ticket} onClose={close} /> : null}
        {opened === 'follow-up' ? <FollowUpDialog ticket={ticket} onClose={close} /> : null}
        {opened === 'decline' || opened === 'reopen' || opened === 'cancel' ? (
          <ReasonDialog ticket={ticket} move={opened} onClose={close} />
        ) : null}
      </Suspense>
    </span>
  );
}
