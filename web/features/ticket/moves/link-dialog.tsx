import { useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import type { Schemas } from '../../../../src/client/client.js';
import { answerOf, api, newIdempotencyKey } from '../../../app/api.js';
import { queryKeys } from '../../../app/query-keys.js';
import { useAttempt } from '../../../app/use-attempt.js';
import { useSay } from '../../../texts/use-texts.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { Select } from '../../../ui/field.js';
import { TicketField } from '../../ticket-parts/ticket-field.js';
import { wholeNumber } from '../../ticket-parts/ticket-number.js';
import styles from './moves.module.css';

const TYPES = ['relates_to', 'duplicate_of', 'blocks', 'follow_up_of', 'incident_of'] as const;
type LinkType = (typeof TYPES)[number];

/** Links the ticket with another one. Both show it. */
export function LinkDialog({
  ticket: { number },
  onClose,
}: {
  readonly ticket: Schemas['Ticket'];
  readonly onClose: () => void;
}) {
  const say = useSay();
  const queries = useQueryClient();
  const [type, setType] = useState<LinkType>('relates_to');
  const [typed, setTyped] = useState('');
  const { attempt, problem, isPending } = useAttempt();
  const other = wholeNumber(typed);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (other === null) return;
    const params = { path: { ticket: number }, header: { 'Idempotency-Key': newIdempotencyKey() } };
    void attempt(async () => {
      await answerOf(api.POST('/api/v1/tickets/{ticket}/links', { params, body: { type, ticket: other } }));
      await queries.invalidateQueries({ queryKey: queryKeys.tickets });
      onClose();
    });
  };
  return (
    <Dialog title={say('link.title')} onClose={onClose}>
      <form className={styles['form']} onSubmit={submit}>
        <Select
          label={say('link.this')}
          autoFocus
          value={type}
          options={TYPES.map((value) => ({ value, label: say(`link.outward.${value}`) }))}
          onChange={({ target }) => setType(target.value as LinkType)}
        />
        <TicketField
          label={say('link.other')}
          value={typed}
          error={problem ?? undefined}
          onChange={setTyped}
        />
        <p className={styles['actions']}>
          <Button kind="quiet" onClick={onClose}>
            {say('move.back')}
          </Button>
          <Button kind="primary" type="submit" isPending={isPending} isDisabled={other === null}>
            {say('link.add')}
          </Button>
        </p>
      </form>
    </Dialog>
  );
}
