import { useQuery } from '@tanstack/react-query';
import { useSay } from '../../texts/use-texts.js';
import { Field } from '../../ui/field.js';
import styles from './parts.module.css';
import { ticketQuery } from './queries.js';
import { StatusBadge } from './status.js';
import { wholeNumber } from './ticket-number.js';

/** Names a ticket by its number, and shows which one it is. */
export function TicketField({
  label,
  value,
  autoFocus,
  error,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly autoFocus?: boolean;
  readonly error?: string | undefined;
  readonly onChange: (value: string) => void;
}) {
  const say = useSay();
  const number = wholeNumber(value) ?? '';
  const found = useQuery({ ...ticketQuery(number), enabled: number !== '', retry: false });
  return (
    <div>
      <Field
        label={label}
        autoFocus={autoFocus}
        autoComplete="off"
        inputMode="text"
        required
        placeholder="4217"
        value={value}
        error={error}
        onChange={({ target }) => onChange(target.value)}
      />
      <p className={styles['found']} role="status">
        {number === '' ? null : found.isError ? (
          say('ticket.unknown', { number })
        ) : found.data === undefined ? null : (
          <>
            <StatusBadge status={found.data.status} />
            <span dir="auto">{found.data.title}</span>
          </>
        )}
      </p>
    </div>
  );
}
