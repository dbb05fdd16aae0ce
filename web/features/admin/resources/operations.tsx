import { textAt, valueAt, type Item } from '../kit/item.js';
import styles from '../kit/kit.module.css';
import type { Resource } from '../kit/resource.js';
import { useAdminSay } from '../texts/texts.js';
import { momentColumn, textColumn, wordsColumn } from './columns.js';
import { words } from './fields/sources.js';

const byId = (item: Item) => textAt(item, 'id');

export const deliveries: Resource = {
  id: 'mails-sent',
  path: '/api/v1/admin/deliveries',
  list: 'deliveries',
  title: 'mails-sent',
  empty: 'none',
  idOf: byId,
  nameOf: (item) => `${textAt(item, 'kind')} · ${textAt(item, 'recipient', 'name')}`,
  canCreate: false,
  filters: [
    {
      param: 'state',
      label: 'state',
      choices: words('queued', 'sending', 'sent', 'failed', 'suppressed'),
    },
  ],
  columns: [
    textColumn('kind', 'kind'),
    textColumn('recipient', 'recipient', 'name'),
    textColumn('state', 'state'),
    momentColumn('at', 'created_at'),
    momentColumn('sent-at', 'sent_at'),
  ],
  fields: [],
  facts: [
    textColumn('kind', 'kind'),
    textColumn('recipient', 'recipient', 'name'),
    textColumn('state', 'state'),
    textColumn('attempts-made', 'attempts'),
    textColumn('answer', 'answer'),
    momentColumn('not-before', 'not_before'),
    momentColumn('at', 'created_at'),
    momentColumn('sent-at', 'sent_at'),
    textColumn('ticket', 'ticket_id'),
    textColumn('message-id', 'message_id'),
  ],
  actions: [
    {
      label: 'resend',
      method: 'POST',
      path: '/resend',
      confirm: 'resend.confirm',
      isShown: (item) => ['sent', 'failed', 'suppressed'].includes(textAt(item, 'state')),
    },
  ],
};

export const receivedMails: Resource = {
  id: 'mails-received',
  path: '/api/v1/admin/received-mails',
  list: 'received_mails',
  title: 'mails-received',
  empty: 'none',
  idOf: byId,
  nameOf: (item) => textAt(item, 'outcome', 'kind') || textAt(item, 'state'),
  canCreate: false,
  filters: [
    { param: 'state', label: 'state', choices: words('kept', 'done', 'failed') },
    {
      param: 'kind',
      label: 'outcome',
      choices: words('opened', 'commented', 'followed_up', 'bounce', 'ignored', 'refused', 'held'),
    },
    { param: 'unheard', label: 'effect', choices: [{ value: 'true', label: 'effect.none' }] },
  ],
  columns: [
    momentColumn('at', 'received_at'),
    wordsColumn('recipient', 'recipients'),
    textColumn('state', 'state'),
    textColumn('outcome', 'outcome', 'kind'),
    textColumn('reason', 'outcome', 'reason'),
    textColumn('ticket', 'outcome', 'ticket', 'number'),
  ],
  fields: [],
  facts: [
    momentColumn('at', 'received_at'),
    textColumn('source', 'source'),
    wordsColumn('recipient', 'recipients'),
    textColumn('size', 'size_bytes'),
    textColumn('state', 'state'),
    textColumn('outcome', 'outcome', 'kind'),
    textColumn('reason', 'outcome', 'reason'),
    textColumn('ticket', 'outcome', 'ticket', 'number'),
    textColumn('fault', 'fault'),
    momentColumn('kept-until', 'expires_at'),
  ],
  actions: [
    {
      label: 'process-again',
      method: 'POST',
      path: '/replay',
      confirm: 'process-again.confirm',
      forAdmin: true,
    },
    { label: 'open-ticket', method: 'POST', path: '/ticket', confirm: 'open-ticket.confirm' },
  ],
  Extra: RawMail,
};

function RawMail({ item }: { readonly item: Item }) {
  const t = useAdminSay();
  return (
    <a href={`/api/v1/admin/received-mails/${encodeURIComponent(textAt(item, 'id'))}/raw`} download>
      {t('raw-mail')}
    </a>
  );
}

export const securityEvents: Resource = {
  id: 'security-events',
  path: '/api/v1/admin/security-events',
  list: 'security_events',
  title: 'security-events',
  empty: 'none',
  idOf: byId,
  nameOf: byId,
  canCreate: false,
  hasItems: false,
  filters: [
    {
      param: 'action',
      label: 'action',
      choices: words(
        'account.signed_in',
        'account.sign_in_failed',
        'account.sign_in_refused',
        'account.edited',
        'account.password_changed',
        'account.api_key_created',
        'settings.changed',
        'mail_template.changed',
        'webhook.created',
        'webhook.disabled',
      ),
    },
  ],
  columns: [
    momentColumn('at', 'at'),
    textColumn('action', 'action'),
    textColumn('by', 'actor', 'name'),
    textColumn('person', 'user', 'name'),
    textColumn('address', 'address'),
    {
      label: 'details',
      of: (item) => <code className={styles['muted']}>{detailsOf(item)}</code>,
    },
  ],
  fields: [],
};

function detailsOf(item: Item): string {
  const details = valueAt(item, 'details');
  const text = JSON.stringify(details ?? {});
  return text === '{}' ? '–' : text;
}

export const sweeps: Resource = {
  id: 'sweeps',
  path: '/api/v1/admin/sweeps',
  list: 'sweeps',
  title: 'sweeps',
  empty: 'none',
  idOf: byId,
  nameOf: byId,
  canCreate: false,
  hasItems: false,
  listActions: [{ label: 'sweep.start', method: 'POST', path: '' }],
  columns: [
    momentColumn('at', 'started_at'),
    momentColumn('finished', 'finished_at'),
    textColumn('checked', 'report', 'checked'),
    textColumn('repaired', 'report', 'repaired', 'count'),
    textColumn('stuck', 'report', 'stuck', 'count'),
    textColumn('failed', 'report', 'failed', 'count'),
    textColumn('corrected-loads', 'report', 'corrected_loads'),
  ],
  fields: [],
};

export const deletedTickets: Resource = {
  id: 'deleted-tickets',
  path: '/api/v1/admin/deleted-tickets',
  list: 'deleted_tickets',
  title: 'deleted-tickets',
  empty: 'none',
  idOf: byId,
  nameOf: byId,
  canCreate: false,
  hasItems: false,
  columns: [
    textColumn('ticket', 'number'),
    momentColumn('at', 'deleted_at'),
    textColumn('by', 'deleted_by', 'name'),
    textColumn('reason', 'reason'),
  ],
  fields: [],
};
