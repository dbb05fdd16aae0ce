import { useQuery } from '@tanstack/react-query';
import { useRef, type RefObject } from 'react';
import type { Schemas } from '../../../../src/client/client.js';
import { useActions } from '../../../app/actions/registry.js';
import { useMe } from '../../../app/me.js';
import { useSay } from '../../../texts/use-texts.js';
import { classes } from '../../../ui/classes.js';
import styles from './panel.module.css';
import { moderatorsQuery, teamsQuery } from '../../ticket-parts/choices.js';
import type { Change, Property } from './use-change.js';
import { WhatIf } from './what-if.js';

const PRIORITIES = ['low', 'medium', 'high', 'urgent'] as const;
const STATUSES = ['in_progress', 'waiting_on_user', 'on_hold', 'resolved'] as const;

interface Option {
  readonly value: string;
  readonly label: string;
}

/** Status, priority, assignee and team. A new value is previewed first, and saved by a button. */
export function Properties({
  ticket,
  change,
}: {
  readonly ticket: Schemas['Ticket'];
  readonly change: Change;
}) {
  const say = useSay();
  const me = useMe();
  const moderators = useQuery(moderatorsQuery);
  const teams = useQuery(teamsQuery);
  const fields: Readonly<Record<Property, RefObject<HTMLSelectElement | null>>> = {
    status: useRef(null),
    priority: useRef(null),
    assignee: useRef(null),
    team: useRef(null),
  };
  const { assignee, team, status, priority } = ticket;
  const isFinal = status === 'closed' || status === 'cancelled';
  const open = (property: Property) => () => fields[property].current?.focus();
  useActions([
    { id: 'ticket.status', name: 'prop.status', keys: 's', perform: open('status') },
    { id: 'ticket.priority', name: 'prop.priority', keys: 'p', perform: open('priority') },
    { id: 'ticket.assignee', name: 'prop.assignee', keys: 'a', perform: open('assignee') },
    {
      id: 'ticket.mine',
      name: 'prop.mine',
      keys: 'i',
      visible: () => !isFinal && assignee?.id !== me.id,
      perform: () => change.consider({ property: 'assignee', value: me.id }),
    },
  ]);
  const nobody = { value: '', label: say('queue.nobody') };
  const people = [...(moderators.data ?? []), ...(assignee === null ? [] : [assignee])];
  const options: Readonly<Record<Property, readonly Option[]>> = {
    status: unique([status, ...STATUSES].map((value) => ({ value, label: say(`status.${value}`) }))),
    priority: PRIORITIES.map((value) => ({ value, label: say(`priority.${value}`) })),
    assignee: [nobody, ...unique(people.map(({ id, name }) => ({ value: id, label: name })))],
    team: [
      { value: '', label: say('prop.no-team') },
      ...unique(
        [...(team === null ? [] : [team]), ...(teams.data ?? [])].map(({ key, name }) => ({
          value: key,
          label: name,
        })),
      ),
    ],
  };
  const saved: Readonly<Record<Property, string>> = {
    status,
    priority,
    assignee: assignee?.id ?? '',
    team: team?.key ?? '',
  };
  const { planned } = change;
  const row = (property: Property) => {
    const isChanged = planned?.property === property;
    return (
      <div key={property} className={classes(styles['prop'], isChanged && styles['changed'])}>
        <label htmlFor={`prop-${property}`}>{say(`prop.${property}`)}</label>
        <select
          ref={fields[property]}
          id={`prop-${property}`}
          disabled={isFinal}
          value={isChanged ? planned.value : saved[property]}
          onKeyDown={(event) => {
            if (event.key === 'Escape') change.discard();
          }}
          onChange={({ target: { value } }) =>
            value === saved[property] ? change.discard() : change.consider({ property, value })
          }
        >
          {options[property].map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </div>
    );
  };
  return (
    <section className={styles['section']}>
      <h2>{say('prop.title')}</h2>
      {(['status', 'priority', 'assignee', 'team'] as const).map(row)}
      <div className={styles['prop']}>
        <span>{say('prop.category')}</span>
        <span className={styles['value']}>{ticket.category}</span>
      </div>
      {planned === null ? null : (
        <WhatIf
          ticket={ticket}
          change={change}
          value={
            options[planned.property].find(({ value }) => value === planned.value)?.label ?? planned.value
          }
        />
      )}
    </section>
  );
}

function unique(options: readonly Option[]): readonly Option[] {
  return [...new Map(options.map((option) => [option.value, option])).values()];
}
