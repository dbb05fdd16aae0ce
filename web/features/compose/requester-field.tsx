import { useSay } from '../../texts/use-texts.js';
import { Avatar } from '../../ui/avatar.js';
import { Button } from '../../ui/button.js';
import { PersonPicker } from './person-picker.js';
import styles from './compose.module.css';
import type { NewTicket } from './new-ticket.js';

/** For whom the ticket is. */
export function RequesterField({
  form: { requester, isForOther },
  change,
  error,
}: {
  readonly form: NewTicket;
  readonly change: (part: Partial<NewTicket>) => void;
  readonly error: string | undefined;
}) {
  const say = useSay();
  const choice = (isOther: boolean) => (
    <label>
      <input
        type="radio"
        name="for"
        checked={isForOther === isOther}
        onChange={() => change({ isForOther: isOther })}
      />
      {say(isOther ? 'compose.for.other' : 'compose.for.me')}
    </label>
  );
  return (
    <fieldset className={styles['for']}>
      <legend>{say('compose.for')}</legend>
      <div className={styles['ways']}>
        {choice(true)}
        {choice(false)}
      </div>
      {!isForOther ? null : requester === null ? (
        <PersonPicker
          label={say('compose.requester')}
          error={error}
          autoFocus
          onPick={({ id, name, email }) => change({ requester: { id, name, email } })}
        />
      ) : (
        <p className={styles['picked']}>
          <Avatar name={requester.name} isLarge isSilent />
          <span>
            <b dir="auto">{requester.name}</b>
            <small dir="auto">{requester.email}</small>
          </span>
          <Button isSmall onClick={() => change({ requester: null })}>
            {say('person.change')}
          </Button>
        </p>
      )}
    </fieldset>
  );
}
