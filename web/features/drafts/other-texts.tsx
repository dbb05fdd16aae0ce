import { useFormat, useSay } from '../../texts/use-texts.js';
import { Button } from '../../ui/button.js';
import { useNow } from '../../ui/moment.js';
import type { DraftKeeper, DraftState } from './draft-keeper.js';
import styles from './other-texts.module.css';

/** Texts that the person wrote in another tab or on another device. Nothing is lost: each can be taken. */
export function OtherTexts({ draft, keeper }: { readonly draft: DraftState; readonly keeper: DraftKeeper }) {
  const say = useSay();
  const format = useFormat();
  const now = useNow();
  const [other] = draft.others;
  if (other === undefined) return null;
  return (
    <div className={styles['other']} role="status">
      <p>
        <b>
          {other.savedAt === null
            ? say('my-ticket.other')
            : say('my-ticket.other.at', { time: format.moment(new Date(other.savedAt), now) })}
        </b>
      </p>
      <blockquote dir="auto">{other.text}</blockquote>
      <span className={styles['buttons']}>
        <Button isSmall onClick={() => keeper.exchange(other)}>
          {say('my-ticket.other.take')}
        </Button>
        <Button isSmall kind="quiet" onClick={() => keeper.dismissOthers()}>
          {say('my-ticket.other.keep')}
        </Button>
      </span>
    </div>
  );
}
