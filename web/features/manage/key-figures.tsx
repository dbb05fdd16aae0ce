import type { Schemas } from '../../../src/client/client.js';
import { useFormat } from '../../texts/use-texts.js';
import styles from './dashboard.module.css';
import { attainmentOf } from './figures.js';
import { useManageSay } from './texts/texts.js';

const MINUTE_MS = 60_000;

/** The totals of the period. */
export function KeyFigures({ figures }: { readonly figures: Schemas['Figures'] }) {
  const t = useManageSay();
  const format = useFormat();
  const share = attainmentOf(figures.sla);
  const minutes = (value: number | null) => (value === null ? '–' : format.duration(value * MINUTE_MS));
  const within = (value: number | null) => (value === null ? null : t('p90', { time: minutes(value) }));
  const { first_response: first, resolution, satisfaction } = figures;
  return (
    <dl className={styles['figures']}>
      <Figure name={t('created')} value={format.number(figures.created)} hint={null} />
      <Figure name={t('resolved')} value={format.number(figures.resolved)} hint={null} />
      <Figure name={t('open')} value={format.number(figures.open)} hint={null} />
      <Figure
        name={t('sla')}
        value={share === null ? '–' : `${format.number(Math.round(share * 1000) / 10)} %`}
        hint={null}
      />
      <Figure
        name={t('first-response')}
        value={minutes(first.median_minutes)}
        hint={within(first.p90_minutes)}
      />
      <Figure
        name={t('resolution')}
        value={minutes(resolution.median_minutes)}
        hint={within(resolution.p90_minutes)}
      />
      <Figure
        name={t('satisfaction')}
        value={satisfaction.mean === null ? '–' : format.number(Math.round(satisfaction.mean * 10) / 10)}
        hint={t('ratings', { count: satisfaction.answers })}
      />
    </dl>
  );
}

function Figure({
  name,
  value,
  hint,
}: {
  readonly name: string;
  readonly value: string;
  readonly hint: string | null;
}) {
  return (
    <div className={styles['figure']}>
      <dt>{name}</dt>
      <dd>{value}</dd>
      {hint === null ? null : <dd className={styles['hint']}>{hint}</dd>}
    </div>
  );
}
