import { MS_PER_DAY } from '../../time.js';

/** A time zone with what has been learnt of it. Made by {@link timeZoneOf} only. */
export interface TimeZone {
  readonly format: Intl.DateTimeFormat;
  readonly windows: Map<number, OffsetWindow>;
  /** The last window used, most likely the next one too. */
  latest: OffsetWindow;
}

/** The offsets from one instant to another: `offsets[i]` holds from `since[i]` on. All in milliseconds. */
interface OffsetWindow {
  readonly startMs: number;
  readonly endMs: number;
  readonly since: readonly number[];
  readonly offsets: readonly number[];
}

const MAX_ZONES = 256;
const WINDOW_MS = 366 * MS_PER_DAY;
/**
 * The step of the search for changes.
 * In all zones since 1970, the closest two changes are a week apart.
 */
const PROBE_MS = MS_PER_DAY;
const MS_PER_SECOND = 1000;

const NO_WINDOW: OffsetWindow = { startMs: 0, endMs: 0, since: [], offsets: [] };

const zones = new Map<string, TimeZone>();

/** True for the names that the platform's time-zone data knows. Bare offsets (`+02:00`) are not names of zones. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    timeZoneOf(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * Returns the zone of that name, from a cache if possible.
 * A call of `Intl` takes microseconds, and a formatter is heavy.
 * @throws RangeError for an unknown name; see {@link isTimeZone}.
 */
export function timeZoneOf(name: string): TimeZone {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  const zone: TimeZone = { format, windows: new Map(), latest: NO_WINDOW };
  if (zones.size >= MAX_ZONES) zones.clear();
  zones.set(name, zone);
  return zone;
}

/** Milliseconds that local time is ahead of UTC at an instant. */
export function offsetAt(zone: TimeZone, instantMs: number): number {
  if (instantMs < zone.latest.startMs || instantMs >= zone.latest.endMs) {
    zone.latest = windowOf(zone, Math.floor(instantMs / WINDOW_MS));
  }
  const { since, offsets } = zone.latest;
  let index = since.length - 1;
  while (index > 0 && (since[index] ?? 0) > instantMs) index -= 1;
  return offsets[index] ?? 0;
}

/**
 * Returns the instant of a local time, given as the milliseconds that it would be in UTC.
 * A repeated time means its first instant. A skipped time is read with the offset from before the gap, so it is after
 * the gap.
 */
export function instantOf(zone: TimeZone, localMs: number): number {
  // No offset reaches a day, so these two lie safely on either side.
  const before = offsetAt(zone, localMs - MS_PER_DAY);
  const after = offsetAt(zone, localMs + MS_PER_DAY);
  const first = localMs - before;
  if (before === after || offsetAt(zone, first) === before) return first;
  const second = localMs - after;
  return offsetAt(zone, second) === after ? second : first;
}

function windowOf(zone: TimeZone, index: number): OffsetWindow {
  const known = zone.windows.get(index);
  if (known !== undefined) return known;
  const learnt = learnWindow(zone, index * WINDOW_MS);
  zone.windows.set(index, learnt);
  return learnt;
}

function learnWindow(zone: TimeZone, startMs: number): OffsetWindow {
  const since = [startMs];
  const offsets = [askOffset(zone, startMs)];
  let previous = offsets[0];
  const endMs = startMs + WINDOW_MS;
  for (let probe = startMs + PROBE_MS; probe <= endMs; probe += PROBE_MS) {
    const offset = askOffset(zone, probe);
    if (offset === previous) continue;
    since.push(findChange(zone, probe - PROBE_MS, probe, offset));
    offsets.push(offset);
    previous = offset;
  }
  return { startMs, endMs, since, offsets };
}

/** The first whole second after `low` at which `offset` holds; it does at `high`. */
function findChange(zone: TimeZone, low: number, high: number, offset: number): number {
  let [without, having] = [low / MS_PER_SECOND, high / MS_PER_SECOND];
  while (having - without > 1) {
    const middle = Math.floor((without + having) / 2);
    if (askOffset(zone, middle * MS_PER_SECOND) === offset) having = middle;
    else without = middle;
  }
  return having * MS_PER_SECOND;
}

/** Queries `Intl`, which answers like `1/31/2026, GMT+05:30`. No digits after GMT mean zero. */
function askOffset(zone: TimeZone, instantMs: number): number {
  const match = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(zone.format.format(instantMs));
  if (match === null) return 0;
  const [, sign, hours, minutes, seconds = '0'] = match;
  const size = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return (sign === '-' ? -size : size) * MS_PER_SECOND;
}
