import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Schemas } from '../../../../src/client/client.js';
import { answerOf, api } from '../../../app/api.js';
import { queryKeys } from '../../../app/query-keys.js';
import { Banner } from '../../../ui/blocks/banner.js';
import { Button } from '../../../ui/button.js';
import styles from '../moves/moves.module.css';
import { removedCount, removedPlaces } from './redaction-state.js';
import { useRedactionSay } from './texts/texts.js';

const POLL_MS = 1_000;

/** How far a redaction is, and where it has removed something. */
export function RedactionProgress({
  ticket,
  started,
  onClose,
}: {
  readonly ticket: string;
  readonly started: Schemas['Redaction'];
  readonly onClose: () => void;
}) {
  const t = useRedactionSay();
  const { data, isError } = useQuery({
    queryKey: ['redactions', started.id],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/redactions/{redaction}', { params: { path: { redaction: started.id } }, signal }),
      ),
    initialData: { redaction: started },
    refetchInterval: ({ state }) => (state.data?.redaction.state === 'running' ? POLL_MS : false),
  });
  const { state, places } = data.redaction;
  const queries = useQueryClient();
  // Live updates do not name every message that the job has changed.
  useEffect(() => {
    if (state !== 'running') void queries.invalidateQueries({ queryKey: queryKeys.ticket(ticket) });
  }, [queries, state, ticket]);
  const count = removedCount(places);
  return (
    <div className={styles['form']}>
      {state === 'failed' ? (
        <p role="alert" className={styles['problem']}>
          {t('redact.failed')}
        </p>
      ) : (
        <p role="status">{t(state === 'running' ? 'redact.running' : 'redact.done', { count })}</p>
      )}
      <ul>
        {removedPlaces(places).map((each) => (
          <li key={each.place}>{t(`place.${each.place}`, { count: each.count })}</li>
        ))}
      </ul>
      {places.files_left > 0 ? (
        <Banner tone="warning" icon="file">
          {t('redact.left', { count: places.files_left })}
        </Banner>
      ) : null}
      {isError && state === 'running' ? <p role="alert">{t('redact.unreachable')}</p> : null}
      <p className={styles['actions']}>
        <Button kind="primary" autoFocus onClick={onClose}>
          {t('redact.close')}
        </Button>
      </p>
    </div>
  );
}
