import { useSay } from '../../texts/use-texts.js';
import type { NewTicketForm } from './kept-form.js';
import styles from './submit.module.css';

/** Requesters say what stops; the words of priorities are for staff. */
const CHOICES = ['low', 'medium', 'high'] as const;

export function PriorityChoice({
  value,
  onChange,
}: {
  readonly value: NewTicketForm['priority'];
  readonly onChange: (value: NewTicketForm['priority']) => void;
}) {
  const say = useSay();
  return (
    <fieldset>
      <legend className={styles['legend']}>{say('submit.impact')}</legend>
      <div className={styles['choice']}>
        {CHOICES.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name="priority"
              value={each}
              checked={value === each}
              onChange={() => onChange(each)}
            />
            <span>
              <b>{say(`submit.impact.${each}`)}</b>
              <span className={styles['hint']}>{say(`submit.impact.${each}.hint`)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
