import type { Schemas } from '../../../src/client/client.js';
import { useSay } from '../../texts/use-texts.js';
import { Avatar } from '../../ui/avatar.js';
import { Hidden } from '../../ui/badge.js';
import { classes } from '../../ui/classes.js';
import { Icon, type IconName } from '../../ui/icon.js';
import { Moment, useNow } from '../../ui/moment.js';
import { SentenceText, useSentence } from './sentence.js';
import styles from './standing-card.module.css';
import { standingOf, type Step } from './standing.js';

/** Where the ticket is, and what happens next: past is solid, future is dashed. */
export function StandingCard({ ticket }: { readonly ticket: Schemas['Ticket'] }) {
  const say = useSay();
  const sentence = useSentence();
  const { title, goal, steps } = standingOf(ticket, useNow());
  return (
    <section className={styles['card']} aria-label={say('standing.label')}>
      <div className={styles['head']}>
        {ticket.assignee === null ? null : <Avatar name={ticket.assignee.name} isLarge isSilent />}
        <div>
          <h2 className={styles['title']}>{sentence(title)}</h2>
          {goal === null ? null : <p className={styles['muted']}>{sentence(goal)}</p>}
        </div>
      </div>
      <ol className={styles['steps']}>
        {steps.map((step) => (
          <StepItem key={step.id} step={step} />
        ))}
      </ol>
    </section>
  );
}

function StepItem({ step }: { readonly step: Step }) {
  const say = useSay();
  return (
    <li
      className={classes(styles['step'], styles[step.state])}
      aria-current={step.state === 'here' ? 'step' : undefined}
    >
      <span className={styles['mark']}>
        <Icon name={iconOf(step)} />
      </span>
      <div>
        <p>
          <b>
            <SentenceText sentence={step} />
          </b>{' '}
          {step.state === 'done' && step.at !== undefined ? <Moment at={step.at} /> : null}
          {step.state === 'here' ? <span className={styles['faint']}>{say('step.now')}</span> : null}
          {step.state === 'next' ? <Hidden>{say('step.later')}</Hidden> : null}
        </p>
        {step.hint === undefined ? null : <p className={styles['hint']}>{say(step.hint)}</p>}
      </div>
    </li>
  );
}

function iconOf({ id, state }: Step): IconName {
  if (state === 'done') return 'check';
  if (state === 'here') return 'clock';
  if (id === 'check') return 'mail';
  return id === 'answer' ? 'reply' : 'flag';
}
