import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '../../../../src/client/client.js';
import { useFormat, useSay } from '../../../texts/use-texts.js';
import { Moment } from '../../../ui/moment.js';
import { explanationQuery } from '../queries.js';
import styles from './panel.module.css';

/** Why the ticket has its assignee, priority and clocks. The sentences come from the server, in English. */
export function Why({ ticket }: { readonly ticket: Schemas['Ticket'] }) {
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  const { data, isError } = useQuery({ ...explanationQuery(ticket.number), enabled: isOpen });
  const name = ticket.assignee?.name;
  return (
    <section className={styles['section']}>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{name === undefined ? say('why.title') : say('why.person', { name })}</summary>
        {data === undefined ? (
          <p role="status">{say(isError ? 'app.load-failed' : 'app.loading')}</p>
        ) : (
          <Explanation explanation={data} />
        )}
      </details>
    </section>
  );
}

function Explanation({ explanation }: { readonly explanation: Schemas['TicketExplanation'] }) {
  const say = useSay();
  const { assignee, priority, sla_policy: policy, rules } = explanation;
  return (
    <div className={styles['why']}>
      {assignee.routing === null ? null : <Routing routing={assignee.routing} />}
      <dl>
        {(
          [
            ['prop.assignee', assignee],
            ['prop.priority', priority],
            ['why.clocks', policy],
          ] as const
        ).map(([title, { sentence, event }]) => (
          <div key={title}>
            <dt>
              {say(title)} {event === null ? null : <Moment at={event.at} />}
            </dt>
            <dd lang="en">{sentence}</dd>
          </div>
        ))}
      </dl>
      {rules.length === 0 ? null : (
        <>
          <h3>{say('why.rules')}</h3>
          <ol className={styles['log']}>
            {rules.map(({ sentence, event }) => (
              <li key={event.id}>
                <Moment at={event.at} />
                <span lang="en">{sentence}</span>
              </li>
            ))}
          </ol>
        </>
      )}
    </div>
  );
}

/** What counted when routing chose. */
function Routing({ routing }: { readonly routing: Schemas['AssignmentRouting'] }) {
  const say = useSay();
  const format = useFormat();
  return (
    <>
      <table className={styles['scores']}>
        <thead>
          <tr>
            <th scope="col">{say('why.candidate')}</th>
            <th scope="col">{say('why.skills')}</th>
            <th scope="col">{say('why.load')}</th>
            <th scope="col">{say('why.starts')}</th>
          </tr>
        </thead>
        <tbody>
          {routing.candidates.map((candidate, index) => (
            <tr key={index} className={candidate.is_chosen ? styles['chosen'] : undefined}>
              <th scope="row" dir="auto">
                {candidate.person?.name ?? say('why.gone')}
              </th>
              <td>
                {format.number(candidate.covered_skills)}/{format.number(routing.required_skills)}
              </td>
              <td>
                {format.number(candidate.load)}/{format.number(candidate.capacity)}
              </td>
              <td>
                <Moment at={candidate.starts_at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {routing.others === 0 ? null : <p>{say('why.others', { count: routing.others })}</p>}
    </>
  );
}
