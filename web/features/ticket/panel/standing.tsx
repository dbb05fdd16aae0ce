import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '../../../../src/client/client.js';
import { useSay } from '../../../texts/use-texts.js';
import { Moment } from '../../../ui/moment.js';
import { holdReasonsQuery, labelOf, resolutionCodesQuery } from '../../ticket-parts/choices.js';
import styles from './panel.module.css';

/** What belongs to the status: why the ticket waits and until when, or how it was solved and rated. */
export function Standing({ ticket }: { readonly ticket: Schemas['Ticket'] }) {
  const say = useSay();
  const { hold_reason: reason, hold_until: until, resolution_code: code, satisfaction } = ticket;
  const reasons = useQuery({ ...holdReasonsQuery, enabled: reason !== null });
  const codes = useQuery({ ...resolutionCodesQuery, enabled: code !== null });
  return (
    <>
      {reason === null ? null : (
        <div className={styles['prop']}>
          <span>{say('hold.reason')}</span>
          <span className={styles['value']}>
            {labelOf(reasons.data, reason)}
            {until === null ? null : (
              <>
                {', '}
                {say('hold.ends')} <Moment at={until} />
              </>
            )}
          </span>
        </div>
      )}
      {code === null ? null : (
        <div className={styles['prop']}>
          <span>{say('resolution.code')}</span>
          <span className={styles['value']}>{labelOf(codes.data, code)}</span>
        </div>
      )}
      {satisfaction === null ? null : (
        <div className={styles['prop']}>
          <span>{say('prop.rating')}</span>
          <span className={styles['value']}>
            {say('prop.rating.of', { score: satisfaction.score })}
            {satisfaction.comment === null ? null : <q dir="auto">{satisfaction.comment}</q>}
          </span>
        </div>
      )}
    </>
  );
}
