import type { Schemas } from '../../../../src/client/client.js';
import { useActions } from '../../../app/actions/registry.js';
import { useFormat, useSay } from '../../../texts/use-texts.js';
import { Hidden } from '../../../ui/badge.js';
import { Button, Keys } from '../../../ui/button.js';
import { Icon } from '../../../ui/icon.js';
import { useNow } from '../../../ui/moment.js';
import type { Change } from './use-change.js';
import { HoldFields } from './hold-fields.js';
import { ResolutionField } from './resolution-field.js';
import { nameOf } from '../life-line/life-points.js';
import styles from './panel.module.css';

const TARGETS = ['first_response', 'next_response', 'resolution'] as const;

/** What a change would cause, before it is saved: due times, the next event, and who gets a mail. */
export function WhatIf({
  ticket,
  change,
  value,
}: {
  readonly ticket: Schemas['Ticket'];
  readonly change: Change;
  /** The new value in words. */
  readonly value: string;
}) {
  const say = useSay();
  const format = useFormat();
  useActions([
    {
      id: 'change.discard',
      name: 'whatif.discard',
      keys: 'Escape',
      isListed: false,
      perform: () => change.discard(),
    },
  ]);
  const now = useNow();
  const { plan, problem } = change;
  const time = (at: string) => format.moment(new Date(at), now);
  const moved = TARGETS.flatMap((target) => {
    const [before, after] = [ticket.sla[target]?.due_at, plan?.sla[target]?.due_at];
    return plan === null || before === after ? [] : [{ target, before, after }];
  });
  const next = plan?.next[0];
  return (
    <div className={styles['whatif']} role="group" aria-label={say('whatif.title', { value })}>
      <p className={styles['whatifHead']}>
        <Icon name="eye" />
        {say('whatif.title', { value })}
        <span>{say('whatif.not-saved')}</span>
      </p>
      {change.planned?.value === 'on_hold' ? <HoldFields change={change} /> : null}
      {change.planned?.value === 'resolved' || change.planned?.value === 'closed' ? (
        <ResolutionField ticket={ticket} change={change} />
      ) : null}
      <dl>
        {moved.map(({ target, before, after }) => (
          <div key={target}>
            <dt>{say(`sla.${target}`)}</dt>
            <dd>
              {before === undefined ? null : (
                <del>
                  <Hidden>{say('whatif.was')} </Hidden>
                  {time(before)}
                </del>
              )}{' '}
              <b>{after === undefined ? say('whatif.none') : time(after)}</b>
            </dd>
          </div>
        ))}
        {next === undefined ? null : (
          <div>
            <dt>{say('whatif.next')}</dt>
            <dd>
              {say(nameOf(next.action), { name: '' })}, {time(next.at)}
            </dd>
          </div>
        )}
        {plan === null ? null : (
          <div>
            <dt>{say('whatif.mails')}</dt>
            <dd>
              {plan.mails.length === 0 ? say('whatif.no-mails') : null}
              <ul>
                {plan.mails.map(({ kind, recipient }, index) => (
                  <li key={index}>
                    {say('whatif.mail', { kind: say(`mail.${kind}`), name: recipient.name })}
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        )}
      </dl>
      {problem === null ? null : (
        <p className={styles['problem']} role="alert">
          {problem}
        </p>
      )}
      <p className={styles['actions']}>
        <Button
          kind="primary"
          isPending={change.isSaving}
          isDisabled={problem !== null || !change.canSave}
          onClick={change.save}
        >
          {say('whatif.save')}
        </Button>
        <Button kind="quiet" onClick={change.discard}>
          {say('whatif.discard')}
          <Keys keys={['Esc']} />
        </Button>
      </p>
    </div>
  );
}
