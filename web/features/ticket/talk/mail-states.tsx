import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Schemas } from '../../../../src/client/client.js';
import { answerOf, api, newIdempotencyKey } from '../../../app/api.js';
import { useMe } from '../../../app/me.js';
import { queryKeys } from '../../../app/query-keys.js';
import { useAttempt } from '../../../app/use-attempt.js';
import { useSay } from '../../../texts/use-texts.js';
import { Button } from '../../../ui/button.js';
import { Icon } from '../../../ui/icon.js';
import { Moment } from '../../../ui/moment.js';
import { mailsQuery } from '../queries.js';
import styles from './talk.module.css';
import { groupMails, type MailGroup } from './mail-groups.js';

/** What became of the mails about a comment, or about the new ticket itself. */
export function MailStates({
  ticket,
  comment,
}: {
  readonly ticket: string;
  /** Null for the first message. */
  readonly comment: string | null;
}) {
  const say = useSay();
  const { data = [] } = useQuery(mailsQuery(ticket));
  const groups = groupMails(
    data.filter((mail) => mail.comment_id === comment && (comment !== null || mail.kind === 'received')),
  );
  if (groups.length === 0) return null;
  return (
    <ul className={styles['mails']} aria-label={say('mails.title')}>
      {groups.map((group) => (
        <li key={group.id} className={group.state === 'failed' ? styles['bounced'] : styles['delivery']}>
          <MailState group={group} ticket={ticket} />
        </li>
      ))}
    </ul>
  );
}

function MailState({ group, ticket }: { readonly group: MailGroup; readonly ticket: string }) {
  const say = useSay();
  const { state, mails, at, answer } = group;
  const names = [...new Set(mails.map(({ recipient }) => recipient.name))].join(', ');
  const [first] = mails;
  return (
    <>
      <Icon name={state === 'failed' ? 'breach' : state === 'sent' ? 'mail' : 'clock'} />
      <span>
        <b className={state === 'sent' ? styles['sent'] : undefined}>{say(`mails.${group.words}`)}</b>{' '}
        {say('mails.to', { names })} {at === null ? null : <Moment at={at} />}
        {answer === null ? null : <span dir="auto">: {answer}</span>}
      </span>
      {state === 'failed' && first !== undefined ? <SendAgain mail={first} ticket={ticket} /> : null}
    </>
  );
}

/** Only administrators can: the address has refused the mail. */
function SendAgain({ mail, ticket }: { readonly mail: Schemas['TicketMail']; readonly ticket: string }) {
  const say = useSay();
  const me = useMe();
  const queries = useQueryClient();
  const { attempt, problem, isPending } = useAttempt();
  if (me.role !== 'admin') return null;
  const send = () =>
    attempt(async () => {
      const params = { path: { delivery: mail.id }, header: { 'Idempotency-Key': newIdempotencyKey() } };
      await answerOf(api.POST('/api/v1/admin/deliveries/{delivery}/resend', { params }));
      await queries.invalidateQueries({ queryKey: queryKeys.comments(ticket) });
    });
  return (
    <>
      <Button isSmall isPending={isPending} onClick={() => void send()}>
        {say('mails.again')}
      </Button>
      {problem === null ? null : <span role="alert">{problem}</span>}
    </>
  );
}
