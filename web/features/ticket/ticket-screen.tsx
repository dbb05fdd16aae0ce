import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { Schemas } from '../../../src/client/client.js';
import { api } from '../../app/api.js';
import { LoadError } from '../../app/frame/screen-states.js';
import { useRouteParam } from '../../app/route-param.js';
import { confirmByToast } from '../../app/toasts.js';
import { useSay } from '../../texts/use-texts.js';
import { Avatar } from '../../ui/avatar.js';
import { Skeleton } from '../../ui/blank.js';
import { useIsNarrow } from '../../ui/use-media.js';
import { TopBar } from '../../ui/top-bar.js';
import { Bell } from '../notifications/bell.js';
import { shortNumber } from '../ticket-parts/priority.js';
import { lastList } from '../ticket-parts/last-list.js';
import { markTicket } from '../ticket-parts/read-mark.js';
import { ticketQuery } from '../ticket-parts/queries.js';
import { useConversation } from '../ticket-parts/use-conversation.js';
import { BackToList } from './back-to-list.js';
import { Composer } from './composer/composer.js';
import { TicketMoves } from './moves/ticket-moves.js';
import { activitiesQuery } from './queries.js';
import { seenEvent } from './composer/seen-event.js';
import { Talk } from './talk/talk.js';
import styles from './ticket-screen.module.css';
import { useChange } from './panel/use-change.js';
import { useDraft } from '../drafts/use-draft.js';

/** After the conversation, which is read first. */
const LifeLine = lazy(async () => ({ default: (await import('./life-line/life-line.js')).LifeLine }));
/** After the conversation, and on phones once it is wanted. */
const Panel = lazy(async () => ({ default: (await import('./panel/panel.js')).Panel }));

/** A ticket as staff see it. */
export function TicketScreen() {
  const say = useSay();
  const number = useRouteParam('number');
  const { data: ticket, error, refetch } = useQuery(ticketQuery(number));
  const title = ticket?.title;
  useEffect(() => {
    if (title !== undefined) document.title = `${shortNumber(number)} ${title} · Holdfast`;
  }, [number, title]);
  if (ticket === undefined) {
    return error === null ? (
      <Skeleton rows={6} label={say('app.loading')} />
    ) : (
      <LoadError error={error} onRetry={() => void refetch()} />
    );
  }
  return <OpenTicket key={ticket.number} ticket={ticket} />;
}

function OpenTicket({ ticket }: { readonly ticket: Schemas['Ticket'] }) {
  const say = useSay();
  const isNarrow = useIsNarrow();
  const [tab, setTab] = useState<'talk' | 'details'>('talk');
  const scroller = useRef<HTMLDivElement>(null);
  const queries = useQueryClient();
  const [isWriting, setWriting] = useState(false);
  // The person wants to find it among the unread ones.
  const isLeftUnread = useRef(false);
  const drafts = useDraft(ticket.number);
  const change = useChange(ticket);
  const conversation = useConversation(ticket.number);
  const activities = useQuery(activitiesQuery(ticket.number));
  const { comments } = conversation;
  const isFinal = ticket.status === 'closed' || ticket.status === 'cancelled';
  const lastComment = comments.at(-1)?.id;
  const showEnd = () => scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  const isLoaded = !conversation.isPending;
  // Only once: what comes later must not move what is read.
  useEffect(() => {
    if (isLoaded) showEnd();
  }, [isLoaded]);
  useEffect(() => {
    if (isLeftUnread.current) return;
    const params = { path: { ticket: ticket.number } };
    // Unread marks are a help, and the next look repeats it.
    void api.PUT('/api/v1/tickets/{ticket}/read', { params, body: {} }).catch(() => undefined);
  }, [ticket.number, lastComment]);
  useEffect(() => lastList.set({ ...lastList.get(), ticket: ticket.number }), [ticket.number]);
  const markUnread = () => {
    isLeftUnread.current = true;
    void markTicket(queries, ticket.number, true);
    confirmByToast(say('ticket.unread.done'));
  };
  // On phones a change is previewed on the other tab.
  const isPlanning = change.planned !== null;
  const [wasPlanning, setWasPlanning] = useState(isPlanning);
  if (isPlanning !== wasPlanning) {
    setWasPlanning(isPlanning);
    if (isPlanning) setTab('details');
  }
  const shows = (part: 'talk' | 'details') => !isNarrow || tab === part;
  const tabButton = (part: 'talk' | 'details') => (
    <button type="button" aria-pressed={tab === part} onClick={() => setTab(part)}>
      {say(part === 'talk' ? 'ticket.conversation' : 'ticket.details')}
    </button>
  );
  return (
    <>
      <TopBar
        start={<BackToList />}
        title={ticket.title}
        beside={isNarrow ? null : ticket.number}
        end={
          <>
            <Watchers ticket={ticket} />
            <TicketMoves ticket={ticket} change={change} onUnread={markUnread} />
            {isNarrow ? null : <Bell />}
          </>
        }
      />
      {isNarrow && isWriting ? null : (
        <Suspense fallback={<div className={styles['lifeLine']} />}>
          <LifeLine ticket={ticket} plan={change.plan} />
        </Suspense>
      )}
      {isNarrow ? (
        <div className={styles['tabs']} role="group" aria-label={say('ticket.parts')}>
          {tabButton('talk')}
          {tabButton('details')}
        </div>
      ) : null}
      <div className={styles['ticket']}>
        {shows('talk') ? (
          <div className={styles['talk']}>
            {/* A scroller without anything to focus inside needs a stop of its own (WCAG 2.1.1). */}
            <div
              ref={scroller}
              className={styles['scroll']}
              tabIndex={0}
              role="group"
              aria-label={say('ticket.messages')}
            >
              <Talk
                ticket={ticket}
                conversation={conversation}
                onTakenBack={(text) => drafts.keeper.giveBack(text, 'reply')}
              />
            </div>
            {isFinal ? (
              <p className={styles['final']}>{say('ticket.final')}</p>
            ) : (
              <Composer
                ticket={ticket}
                drafts={drafts}
                seenEventId={isLoaded ? seenEvent(activities.data ?? [], comments) : undefined}
                onShowNewer={showEnd}
                isOpen={!isNarrow || isWriting || drafts.draft.text !== ''}
                onOpen={setWriting}
              />
            )}
          </div>
        ) : null}
        {shows('details') ? (
          <Suspense fallback={<Skeleton rows={8} label={say('app.loading')} />}>
            <Panel ticket={ticket} change={change} />
          </Suspense>
        ) : null}
      </div>
    </>
  );
}

/** Who else is here now. */
function Watchers({ ticket: { presence = [] } }: { readonly ticket: Schemas['Ticket'] }) {
  const say = useSay();
  return (
    <span className={styles['watchers']} role="status">
      {presence.map(({ person, state }) => (
        <span key={person.id}>
          <Avatar name={person.name} isPresent isSilent />
          {say(state === 'typing' ? 'ticket.typing' : 'ticket.viewing', { name: person.name })}
        </span>
      ))}
    </span>
  );
}
