import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { useSay } from '../../../texts/use-texts.js';
import { Field, Select } from '../../../ui/field.js';
import styles from './panel.module.css';
import { holdReasonsQuery } from '../../ticket-parts/choices.js';
import type { Change } from './use-change.js';

/** Why a ticket waits, and until when. The first reason is chosen, so that the preview is there at once. */
export function HoldFields({ change }: { readonly change: Change }) {
  const say = useSay();
  const { data: reasons = [] } = useQuery(holdReasonsQuery);
  const { planned } = change;
  const first = reasons[0]?.key;
  const chooseFirst = useEffectEvent(() => {
    if (planned !== null && planned.holdReason === undefined && first !== undefined) {
      change.consider({ ...planned, holdReason: first });
    }
  });
  useEffect(() => chooseFirst(), [first]);
  if (planned === null) return null;
  const needsDate = reasons.find(({ key }) => key === planned.holdReason)?.needs_date === true;
  return (
    <div className={styles['hold']}>
      <Select
        label={say('hold.reason')}
        value={planned.holdReason ?? ''}
        options={reasons.map(({ key, label }) => ({ value: key, label }))}
        onChange={({ target }) => change.consider({ ...planned, holdReason: target.value })}
      />
      <Field
        label={say(needsDate ? 'hold.until.needed' : 'hold.until')}
        type="date"
        required={needsDate}
        value={planned.holdUntil ?? ''}
        onChange={({ target: { value } }) => {
          const { holdUntil: _, ...rest } = planned;
          change.consider(value === '' ? rest : { ...rest, holdUntil: value });
        }}
      />
    </div>
  );
}
