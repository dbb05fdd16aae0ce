import type { Schemas } from '../../../../src/client/client.js';
import type { TextKey, Values } from '../../../texts/texts.js';
import type { iconPaths } from '../../../ui/icon-paths.js';

type Action = Schemas['ActivityAction'];

/** One mark of the life line. */
export interface LifePoint {
  readonly id: string;
  readonly at: string;
  readonly isFuture: boolean;
  readonly name: TextKey;
  readonly values?: Values;
  readonly icon: keyof typeof iconPaths;
  readonly tone: 'plain' | 'met' | 'warning' | 'breach' | 'paused';
  /** What prevents it. */
  readonly unless?: Schemas['OutlookCondition'];
  readonly mails: readonly Schemas['OutlookMail'][];
  /** True if more than four hours lie before it. */
  readonly isAfterGap: boolean;
}

type Look = Pick<LifePoint, 'icon' | 'tone'>;

/** Only these actions are on the line. The activity log has all. */
const LOOKS: Partial<Record<Action, Look>> = {
  'ticket.created': { icon: 'plus', tone: 'plain' },
  'ticket.assigned': { icon: 'user', tone: 'plain' },
  'ticket.queued': { icon: 'inbox', tone: 'warning' },
  'ticket.accepted': { icon: 'check', tone: 'plain' },
  'ticket.reminded': { icon: 'mail', tone: 'plain' },
  'ticket.status_changed': { icon: 'swap', tone: 'plain' },
  'ticket.commented': { icon: 'reply', tone: 'plain' },
  'ticket.merged': { icon: 'swap', tone: 'plain' },
  'ticket.triage_applied': { icon: 'spark', tone: 'plain' },
  'ticket.rated': { icon: 'star', tone: 'plain' },
  'sla.warning': { icon: 'warn', tone: 'warning' },
  'sla.breached': { icon: 'breach', tone: 'breach' },
  'sla.escalated': { icon: 'up', tone: 'breach' },
};

const STATUS_LOOKS: Partial<Record<string, Look>> = {
  waiting_on_user: { icon: 'pause', tone: 'paused' },
  on_hold: { icon: 'pause', tone: 'paused' },
  resolved: { icon: 'circlecheck', tone: 'met' },
  closed: { icon: 'lock', tone: 'plain' },
};

const MAX_PAST = 5;
const MAX_FUTURE = 4;
const GAP_MS = 4 * 3_600_000;

/** Returns the past from the activity log and the future from the outlook, on one axis. */
export function lifePoints(
  activities: readonly Schemas['Activity'][],
  next: readonly Schemas['OutlookAction'][],
): readonly LifePoint[] {
  const past = activities.flatMap(({ id, at, action, details, actor }) =>
    pointOf({ id, at, action, details, who: actor.name, isFuture: false }),
  );
  const future = next.flatMap((one, index) => {
    const { at, action, details, unless, mails } = one;
    const [point] = pointOf({ id: `next-${index}`, at, action, details, who: '', isFuture: true });
    return point === undefined ? [] : [{ ...point, mails, ...(unless === null ? {} : { unless }) }];
  });
  const [first, ...rest] = past;
  const shown = [
    ...(first === undefined ? [] : [first]),
    ...rest.slice(-MAX_PAST),
    ...future.slice(0, MAX_FUTURE),
  ];
  return shown.map((point, index) => {
    const before = shown[index - 1];
    const isAfterGap = before !== undefined && Date.parse(point.at) - Date.parse(before.at) > GAP_MS;
    return { ...point, isAfterGap };
  });
}

interface Event {
  readonly id: string;
  readonly at: string;
  readonly action: Action;
  readonly details: Readonly<Record<string, unknown>>;
  readonly who: string;
  readonly isFuture: boolean;
}

function pointOf({ id, at, action, details, who, isFuture }: Event): LifePoint[] {
  const base = LOOKS[action];
  if (base === undefined) return [];
  const status = action === 'ticket.status_changed' ? statusIn(details) : undefined;
  const look = (status === undefined ? undefined : STATUS_LOOKS[status]) ?? base;
  const isNote = action === 'ticket.commented' && details['is_internal'] === true;
  const name = isNote
    ? 'event.note'
    : status === undefined
      ? nameOf(action)
      : (`status.${status}` as TextKey);
  const note: Look = { icon: 'lock', tone: 'plain' };
  return [
    {
      id,
      at,
      isFuture,
      name,
      values: { name: who },
      ...(isNote ? note : look),
      mails: [],
      isAfterGap: false,
    },
  ];
}

function statusIn({ status }: Readonly<Record<string, unknown>>): string | undefined {
  return typeof status === 'object' && status !== null && 'to' in status ? String(status.to) : undefined;
}

/** The words of an action. */
export function nameOf(action: Action): TextKey {
  return `event.${action}`;
}
