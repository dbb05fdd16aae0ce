import { Link } from '@tanstack/react-router';
import { Badge } from '../../../ui/badge.js';
import { Moment } from '../../../ui/moment.js';
import { listAt, textAt, valueAt, type Item } from '../kit/item.js';
import styles from '../kit/kit.module.css';
import type { Column, Resource } from '../kit/resource.js';
import { ResourceCard } from '../kit/resource-list.js';
import { SlackStart } from '../pages/slack-start.js';
import type { AdminKey } from '../texts/keys.js';
import { useAdminSay } from '../texts/texts.js';
import { flagColumn, momentColumn, textColumn } from './columns.js';
import { SLACK_CHANNEL_FIELDS, SLACK_WORKSPACE_FIELDS } from './fields/slack-fields.js';
import { words } from './fields/sources.js';

const PATH = '/api/v1/slack/workspaces';
const POLL_MS = 5_000;

const STATES: Readonly<Record<string, { readonly label: AdminKey; readonly hint?: AdminKey }>> = {
  active: { label: 'active' },
  disabled: { label: 'disabled', hint: 'slack.off.hint' },
  reauth_required: { label: 'slack.reauth', hint: 'slack.reauth.hint' },
  archived: { label: 'slack.archived', hint: 'slack.archived.hint' },
  removed: { label: 'slack.removed', hint: 'slack.removed.hint' },
};

const stateColumn: Column = { label: 'state', of: (item) => <State state={textAt(item, 'state')} /> };
const faultColumn: Column = { label: 'fault', of: (item) => <Fault item={item} /> };

/** The workspaces in which the app is installed. */
export const slackWorkspaces: Resource = {
  id: 'slack',
  path: PATH,
  list: 'workspaces',
  title: 'slack',
  empty: 'none',
  Empty: SlackStart,
  pollMs: POLL_MS,
  words: { create: 'slack.connect', remove: 'slack.disconnect' },
  idOf: (item) => textAt(item, 'id'),
  nameOf: (item) => textAt(item, 'name'),
  columns: [
    textColumn('slack.workspace', 'name'),
    stateColumn,
    faultColumn,
    { label: 'slack.backlog', of: (item) => <Backlog item={item} /> },
  ],
  facts: [
    { label: 'state', of: (item) => <State state={textAt(item, 'state')} hasHint /> },
    { label: 'fault', of: (item) => <Fault item={item} hasHint /> },
    { label: 'slack.backlog', of: (item) => <Backlog item={item} /> },
    textColumn('slack.team-id', 'team_id'),
    flagColumn('slack.uses-environment', 'uses_environment'),
    momentColumn('slack.connected-at', 'created_at'),
  ],
  fields: SLACK_WORKSPACE_FIELDS,
  schemas: { create: 'NewSlackWorkspace', edit: 'SlackWorkspaceEdit' },
  actions: [
    {
      label: 'slack.on',
      method: 'PATCH',
      path: '',
      body: { state: 'active' },
      isShown: (item) => textAt(item, 'state') === 'disabled',
    },
    {
      label: 'slack.again',
      method: 'PATCH',
      path: '',
      body: { state: 'active' },
      isShown: (item) => textAt(item, 'state') !== 'disabled' && valueAt(item, 'fault') !== null,
    },
    {
      label: 'slack.off',
      method: 'PATCH',
      path: '',
      body: { state: 'disabled' },
      confirm: 'slack.off.confirm',
      isShown: (item) => textAt(item, 'state') !== 'disabled',
    },
  ],
  remove: 'slack.disconnect.confirm',
  Extra: WorkspaceExtra,
};

/** The channels of a workspace that are set up. */
export function slackChannels(workspace: string): Resource {
  return {
    id: `slack-channels/${workspace}`,
    under: { page: 'slack', item: workspace },
    path: `${PATH}/${encodeURIComponent(workspace)}/channels`,
    list: 'channels',
    title: 'slack.channels',
    empty: 'slack.channels.none',
    words: { create: 'slack.add-channel' },
    idOf: (item) => textAt(item, 'channel_id'),
    nameOf: (item) => `#${textAt(item, 'name') || textAt(item, 'channel_id')}`,
    columns: [
      { label: 'name', of: (item) => `#${textAt(item, 'name') || textAt(item, 'channel_id')}` },
      { label: 'slack.purpose', of: (item) => <Word label={purposeOf(item)} /> },
      { label: 'slack.triggers', of: (item) => listAt(item, 'triggers').join(', ') || '–' },
      textColumn('team', 'team'),
      stateColumn,
      faultColumn,
    ],
    facts: [
      { label: 'state', of: (item) => <State state={textAt(item, 'state')} hasHint /> },
      faultColumn,
      textColumn('slack.channel-id', 'channel_id'),
    ],
    fields: SLACK_CHANNEL_FIELDS,
    schemas: { create: 'NewSlackChannel', edit: 'SlackChannelEdit' },
    actions: [
      {
        label: 'slack.activate',
        method: 'PATCH',
        path: '',
        body: { state: 'active' },
        isShown: (item) => textAt(item, 'state') !== 'active' || valueAt(item, 'fault') !== null,
      },
    ],
    remove: 'slack.channel.delete',
  };
}

/** What Slack has sent, without the text of people. */
function slackRequests(workspace: string): Resource {
  return {
    id: `slack-requests/${workspace}`,
    under: { page: 'slack', item: workspace },
    path: `${PATH}/${encodeURIComponent(workspace)}/requests`,
    list: 'requests',
    title: 'slack.requests',
    empty: 'none',
    idOf: (item) => textAt(item, 'id'),
    nameOf: (item) => textAt(item, 'kind'),
    hasItems: false,
    canCreate: false,
    pollMs: POLL_MS,
    filters: [{ param: 'state', label: 'state', choices: words('kept', 'done', 'failed') }],
    columns: [
      momentColumn('slack.received', 'received_at'),
      textColumn('kind', 'kind'),
      textColumn('state', 'state'),
      { label: 'outcome', of: (item) => <Outcome item={item} /> },
      textColumn('fault', 'fault'),
      textColumn('attempts-made', 'tries'),
    ],
    fields: [],
    actions: [
      {
        label: 'process-again',
        method: 'POST',
        path: '/replay',
        isShown: (item) => textAt(item, 'state') === 'failed',
      },
    ],
  };
}

function WorkspaceExtra({ item }: { readonly item: Item }) {
  const id = textAt(item, 'id');
  return (
    <>
      <ResourceCard resource={slackChannels(id)} />
      <ResourceCard resource={slackRequests(id)} />
    </>
  );
}

function State({ state, hasHint = false }: { readonly state: string; readonly hasHint?: boolean }) {
  const t = useAdminSay();
  const { label, hint } = STATES[state] ?? {};
  const tone = state === 'active' ? 'met' : state === 'disabled' ? 'plain' : 'breach';
  return (
    <span>
      <Badge tone={tone}>{label === undefined ? state : t(label)}</Badge>
      {hasHint && hint !== undefined ? <> {t(hint)}</> : null}
    </span>
  );
}

/** What Slack said, by its own code. */
function Fault({ item, hasHint = false }: { readonly item: Item; readonly hasHint?: boolean }) {
  const t = useAdminSay();
  const code = textAt(item, 'fault', 'code');
  if (code === '') return '–';
  return (
    <span>
      <code>{code}</code> · <Moment at={textAt(item, 'fault', 'at')} />
      {hasHint && code === 'token_unreadable' ? <> · {t('slack.unreadable.hint')}</> : null}
    </span>
  );
}

function Backlog({ item }: { readonly item: Item }) {
  const t = useAdminSay();
  const count = (key: string) => Number(valueAt(item, 'backlog', key) ?? 0);
  const [incoming, outgoing, failed] = [count('incoming'), count('outgoing'), count('failed')];
  if (incoming + outgoing + failed === 0) return <span>{t('slack.backlog.none')}</span>;
  return <span>{t('slack.backlog.of', { incoming, outgoing, failed })}</span>;
}

function Outcome({ item }: { readonly item: Item }) {
  const ticket = textAt(item, 'outcome', 'ticket');
  const [kind, reason] = [textAt(item, 'outcome', 'kind'), textAt(item, 'outcome', 'reason')];
  if (kind === '') return '–';
  return (
    <span className={styles['buttons']}>
      {[kind, reason].filter((word) => word !== '').join(' · ')}
      {ticket === '' ? null : (
        <Link to="/tickets/$number" params={{ number: ticket }}>
          {ticket}
        </Link>
      )}
    </span>
  );
}

function Word({ label }: { readonly label: AdminKey }) {
  return <span>{useAdminSay()(label)}</span>;
}

const purposeOf = (item: Item): AdminKey =>
  textAt(item, 'purpose') === 'queue' ? 'slack.purpose.queue' : 'slack.purpose.help';
