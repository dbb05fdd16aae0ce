import { facts } from '../../app/facts.js';
import { useRouteSearch } from '../../app/route-param.js';
import { useSay } from '../../texts/use-texts.js';
import { Button } from '../../ui/button.js';
import { useTitle } from '../../ui/use-title.js';
import { Assistant } from './assistant.js';
import styles from './submit.module.css';
import { TicketForm } from './ticket-form.js';
import { useForm } from './use-form.js';

/** Asking for help: in a form, or in the person's own words. Everything is kept until it is sent. */
export function SubmitScreen() {
  const say = useSay();
  const { after, title = '' } = useRouteSearch();
  const kept = useForm(title);
  useTitle(say('submit.title'));
  const { form, change } = kept;
  const isInWords = form.way === 'words';
  return (
    <div className={styles['page']}>
      <div>
        <h1>{say('submit.heading')}</h1>
        <p className={styles['muted']}>{say('submit.lead')}</p>
        {after === undefined ? null : <p>{say('submit.after', { number: after })}</p>}
      </div>
      <div className={styles['ways']} role="group" aria-label={say('submit.way')}>
        <Button aria-pressed={!isInWords} onClick={() => change({ way: 'form' })}>
          {say('submit.way.form')}
        </Button>
        <Button aria-pressed={isInWords} icon="spark" onClick={() => change({ way: 'words' })}>
          {say('submit.way.words')}
        </Button>
      </div>
      {isInWords ? <Assistant {...kept} desk={facts.desk} /> : <TicketForm {...kept} after={after} />}
    </div>
  );
}
