import { useQuery } from '@tanstack/react-query';
import { useRef, type RefObject } from 'react';
import type { Schemas } from '../../../../src/client/client.js';
import { useActions } from '../../../app/actions/registry.js';
import { useMe } from '../../../app/me.js';
import { useSay } from '../../../texts/use-texts.js';
import { classes } from '../../../ui/classes.js';
import styles from './panel.module.css';
import { categoriesQuery, moderatorsQuery, teamsQuery, typesQuery } from '../../ticket-parts/choices.js';
import type { Change, Property } from './use-change.js';
import { Standing } from './standing.js';
import { WhatIf } from './what-if.js';

const PRIORITIES = ['low', 'medium', 'high', 'urgent'] as const;
/** The moves of the API. A reopened ticket says why, and a cancelled one too: both have their own dialog. */
const NEXT: Readonly<Record<Status, readonly Status[]>> = {
  open: ['in_progress', 'waiting_on_user', 'on_hold', 'resolved'],
  in_progress: ['waiting_on_user', 'on_hold', 'resolved'],
  waiting_on_user: ['in_progress', 'resolved'],
  on_hold: ['in_progress', 'resolved'],
  resolved: ['closed'],
  closed: [],
  cancelled: [],
};

type Status = Schemas['TicketStatus'];

interface Option {
  readonly value: string;
  readonly label: string;
}

/** What a list of values says of the ticket. A new value is previewed first, and saved by a button. */
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
  const categories = useQuery(categoriesQuery);
  const types = useQuery(typesQuery);
  const fields: Readonly<Record<Property, RefObject<HTMLSelectElement | null>>> = {
    status: useRef(null),
    priority: useRef(null),
    assignee: useRef(null),
    team: useRef(null),
    category: useRef(null),
    type: useRef(null),
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
    status: unique([status, ...NEXT[status]].map((value) => ({ value, label: say(`status.${value}`) }))),
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
    category: withCurrent(ticket.category, categories.data ?? []),
    type: withCurrent(ticket.type, types.data ?? []),
  };
  const saved: Readonly<Record<Property, string>> = {
    status,
    priority,
    assignee: assignee?.id ?? '',
    team: team?.key ?? '',
    category: ticket.category,
    type: ticket.type,
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
      {(['status', 'priority', 'assignee', 'team', 'category', 'type'] as const).map(row)}
      <Standing ticket={ticket} />
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

/** A retired entry stays until another one is chosen. */
function withCurrent(
  current: string,
  choices: readonly { readonly key: string; readonly label: string }[],
): readonly Option[] {
  const known = choices.map(({ key, label }) => ({ value: key, label }));
  return known.some(({ value }) => value === current)
    ? known
    : [{ value: current, label: current }, ...known];
}

function unique(options: readonly Option[]): readonly Option[] {
  return [...new Map(options.map((option) => [option.value, option])).values()];
}
