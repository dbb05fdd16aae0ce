import { useEffect, useState, useSyncExternalStore } from 'react';
import { answerOf, api } from '../../app/api.js';
import { useMe } from '../../app/me.js';
import { keptValue } from '../../app/kept-value.js';
import { DRAFTS } from '../../app/session.js';
import { DraftKeeper, type DraftState, type LocalDraft } from './draft-keeper.js';

export interface Drafts {
  readonly draft: DraftState;
  readonly keeper: DraftKeeper;
}

/** The unsent texts of the person on a ticket, kept here and on the server. */
export function useDraft(number: string): Drafts {
  const me = useMe();
  const [keeper] = useState(() => keeperOf(me.id, number));
  useEffect(() => {
    void keeper.start();
    return () => keeper.stop();
  }, [keeper]);
  return { keeper, draft: useSyncExternalStore(keeper.subscribe, keeper.current) };
}

function keeperOf(personId: string, number: string): DraftKeeper {
  const params = { path: { ticket: number } };
  const local = keptValue<Partial<LocalDraft>>(`${DRAFTS}${personId}.${number}`);
  return new DraftKeeper({
    load: local.load,
    keep: local.keep,
    read: () => answerOf(api.GET('/api/v1/tickets/{ticket}/draft', { params })),
    save: (body, isNote, version) =>
      answerOf(
        api.PUT('/api/v1/tickets/{ticket}/draft', { params, body: { body, is_internal: isNote, version } }),
      ),
    remove: async () => {
      await api.DELETE('/api/v1/tickets/{ticket}/draft', { params });
    },
    schedule: (run, afterMs) => {
      const timer = setTimeout(run, afterMs);
      return () => clearTimeout(timer);
    },
  });
}
