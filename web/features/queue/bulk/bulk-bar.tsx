import { useActions } from '../../../app/actions/registry.js';
import { useSay } from '../../../texts/use-texts.js';
import { Button, Keys } from '../../../ui/button.js';
import { BulkFields } from './bulk-fields.js';
import { BulkPreview } from './bulk-preview.js';
import styles from './bulk-bar.module.css';
import { countOf, useBulk, type BulkTarget } from './use-bulk.js';

/** Changes many tickets at once: several fields together, first what that would cause, then the progress. */
export function BulkBar({
  target,
  matching,
  onDone,
  onTakeAll,
}: {
  readonly target: BulkTarget;
  /** How many match the list beyond those that are loaded; null if they cannot be chosen together. */
  readonly matching: number | null;
  readonly onDone: () => void;
  readonly onTakeAll: () => void;
}) {
  const say = useSay();
  const bulk = useBulk(target, onDone);
  useActions([{ id: 'queue.clear', name: 'queue.clear', keys: 'Escape', perform: onDone }]);
  const count = countOf(target);
  const { job } = bulk;
  const label = 'ids' in target ? say('bulk.selected', { count }) : say('bulk.matching', { count });
  return (
    <section className={styles['bar']} aria-label={label}>
      {bulk.isPlanned ? <BulkPreview bulk={bulk} count={count} /> : null}
      {bulk.problem === null ? null : (
        <p className={styles['problem']} role="alert">
          {bulk.problem}
        </p>
      )}
      {job === null ? null : (
        <p className={styles['job']} role="status">
          <progress aria-label={say('bulk.progress-label')} value={job.done} max={Math.max(1, job.total)} />
          {say('bulk.progress', { done: job.done, total: job.total })}
        </p>
      )}
      <div className={styles['line']}>
        <b>{label}</b>
        {matching === null || !('ids' in target) ? null : (
          <Button isSmall kind="link" onClick={onTakeAll}>
            {say('bulk.all', { count: matching })}
          </Button>
        )}
        <BulkFields bulk={bulk} />
        <Button isSmall kind="quiet" onClick={onDone}>
          {say('queue.clear')}
          <Keys keys={['Esc']} />
        </Button>
      </div>
    </section>
  );
}
