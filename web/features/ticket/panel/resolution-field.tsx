import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import type { Schemas } from '../../../../src/client/client.js';
import { useSay } from '../../../texts/use-texts.js';
import { Select } from '../../../ui/field.js';
import { resolutionCodesQuery } from '../../ticket-parts/choices.js';
import styles from './panel.module.css';
import type { Change } from './use-change.js';

/** How a ticket was solved. A closed one needs a code: the known one, or the first. */
export function ResolutionField({
  ticket,
  change,
}: {
  readonly ticket: Schemas['Ticket'];
  readonly change: Change;
}) {
  const say = useSay();
  const { data: codes = [] } = useQuery(resolutionCodesQuery);
  const { planned } = change;
  const isNeeded = planned?.value === 'closed';
  const first = ticket.resolution_code ?? codes[0]?.key;
  const chooseFirst = useEffectEvent(() => {
    if (planned !== null && isNeeded && planned.resolutionCode === undefined && first !== undefined) {
      change.consider({ ...planned, resolutionCode: first });
    }
  });
  useEffect(() => chooseFirst(), [first, isNeeded]);
  if (planned === null) return null;
  return (
    <div className={styles['hold']}>
      <Select
        label={say(isNeeded ? 'resolution.code.needed' : 'resolution.code')}
        value={planned.resolutionCode ?? ''}
        options={[
          ...(isNeeded ? [] : [{ value: '', label: say('resolution.none') }]),
          ...codes.map(({ key, label }) => ({ value: key, label })),
        ]}
        onChange={({ target }) => change.consider({ ...planned, resolutionCode: target.value })}
      />
    </div>
  );
}
