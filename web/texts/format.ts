const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Writes dates, times and durations for one person. */
export interface Format {
  /** `14:05` today, `28 Nov, 14:05` else; with the year if it is not this one. */
  readonly moment: (at: Date, now: Date) => string;
  /** `Tuesday, 1 December 2026 at 14:05`, for tooltips. */
  readonly full: (at: Date) => string;
  /** `1 h 40 min`, in the two largest units, without a sign. */
  readonly duration: (ms: number) => string;
  /** `4 min`, `2 h`, `3 d`: how long ago, in one unit. */
  readonly age: (ms: number) => string;
  readonly number: (value: number) => string;
  /** `28 Nov` of a calendar day such as `2026-11-28`, which is the same in every time zone. */
  readonly day: (day: string) => string;
}

/** Null for the time zone of the browser. */
export function formatter(language: string, timeZone: string | null): Format {
  const zone = timeZone === null ? {} : { timeZone };
  const time = new Intl.DateTimeFormat(language, { ...zone, hour: '2-digit', minute: '2-digit' });
  const day = new Intl.DateTimeFormat(language, { ...zone, day: 'numeric', month: 'short' });
  const calendarDay = new Intl.DateTimeFormat(language, { timeZone: 'UTC', day: 'numeric', month: 'short' });
  const dayOfYear = new Intl.DateTimeFormat(language, { ...zone, dateStyle: 'medium' });
  const full = new Intl.DateTimeFormat(language, { ...zone, dateStyle: 'full', timeStyle: 'short' });
  // Comparable whatever the language.
  const key = new Intl.DateTimeFormat('en-CA', { ...zone, dateStyle: 'short' });
  // Without a region, units are the same in one and in many: `12 min`, not `12 mins`.
  const unitLanguage = new Intl.Locale(language).language;
  const unitOf = (unit: string, unitDisplay: 'short' | 'narrow') =>
    new Intl.NumberFormat(unitLanguage, { style: 'unit', unit, unitDisplay });
  const units = (display: 'short' | 'narrow') => ({
    day: unitOf('day', display),
    hour: unitOf('hour', display),
    minute: unitOf('minute', display),
  });
  const short = units('short');
  const number = new Intl.NumberFormat(language);
  return {
    moment: (at, now) => {
      const [thatDay, today] = [key.format(at), key.format(now)];
      if (thatDay === today) return time.format(at);
      const isThisYear = thatDay.slice(0, 4) === today.slice(0, 4);
      return isThisYear ? `${day.format(at)}, ${time.format(at)}` : dayOfYear.format(at);
    },
    full: (at) => full.format(at),
    duration: (ms) => {
      const minutes = Math.round(Math.abs(ms) / MINUTE_MS);
      const [days, hours, rest] = [
        Math.floor(minutes / 1440),
        Math.floor((minutes % 1440) / 60),
        minutes % 60,
      ];
      if (days > 0) return joined(short.day.format(days), hours > 0 && short.hour.format(hours));
      if (hours > 0) return joined(short.hour.format(hours), rest > 0 && short.minute.format(rest));
      return short.minute.format(rest);
    },
    age: (ms) => {
      if (ms < HOUR_MS) return short.minute.format(Math.max(0, Math.floor(ms / MINUTE_MS)));
      if (ms < DAY_MS) return short.hour.format(Math.floor(ms / HOUR_MS));
      return short.day.format(Math.floor(ms / DAY_MS));
    },
    number: (value) => number.format(value),
    day: (text) => calendarDay.format(new Date(text)),
  };
}

function joined(first: string, second: string | false): string {
  return second === false ? first : `${first} ${second}`;
}
