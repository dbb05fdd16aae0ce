import type { z } from 'zod';
import type { MailOutcome, ReceivedMail } from '../../domain/inbound-mail/received-mail.js';
import type { receivedMailSchema } from './schema.js';

type Presented = z.input<typeof receivedMailSchema>;

export function presentReceivedMail(mail: ReceivedMail): Presented {
  return {
    id: mail.id,
    source: mail.source,
    recipients: [...mail.recipients],
    size_bytes: mail.sizeBytes,
    received_at: mail.receivedAt.toISOString(),
    state: mail.state,
    outcome: mail.outcome === null ? null : presentOutcome(mail.outcome),
    fault: mail.fault,
    account_id: mail.accountId,
    expires_at: mail.expiresAt.toISOString(),
  };
}

function presentOutcome(outcome: MailOutcome): NonNullable<Presented['outcome']> {
  const nothing = { kind: outcome.kind, ticket: null, commands: [], account_ids: [], reason: null };
  switch (outcome.kind) {
    case 'opened':
    case 'commented':
    case 'followed_up': {
      const { ticketId: id, number, commands, reason = null } = outcome;
      return { ...nothing, ticket: { id, number }, commands: [...commands], reason };
    }
    case 'bounce':
      return { ...nothing, account_ids: [...outcome.accountIds] };
    case 'ignored':
    case 'refused':
    case 'held':
      return { ...nothing, reason: outcome.reason };
  }
}
