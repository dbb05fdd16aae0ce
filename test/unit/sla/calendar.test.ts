import { describe, expect, it } from '@jest/globals';
import { ALWAYS, WEEKDAYS, type Calendar } from '../../../src/domain/sla/calendar/calendar.js';
import { validateCalendar } from '../../../src/domain/sla/calendar/validate-calendar.js';
import {
  addWorkingMinutes,
  isWorkingTime,
  nextWorkingInstant,
  subtractWorkingMinutes,
  workingMinutesBetween,
  workingMsBetween,
} from '../../../src/domain/sla/calendar/working-time.js';
import { DomainError, type FieldFault } from '../../../src/domain/errors.js';
import { officeHours } from '../../support/sla/calendars.js';

const at = (text: string) => new Date(text);
const everyDay = (start: string, end: string) =>
  Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, [{ start, end }]]));
/** Open every day from `start` to `end`. */
const daily = (timeZone: string, start: string, end: string, holidays: Calendar['holidays'] = []) =>
  officeHours({ timeZone, week: everyDay(start, end), holidays });
const worked = (calendar: Calendar, from: string, to: string) =>
  workingMinutesBetween(calendar, at(from), at(to));

function errorOf(action: () => unknown): DomainError {
  try {
    action();
  } catch (error) {
    if (error instanceof DomainError && error.code === 'invalid_input') return error;
    throw error;
  }
  throw new Error('Nothing was thrown.');
}

describe('working time', () => {
  // Berlin is an hour ahead of UTC in winter. 2026-03-06 is a Friday.
  const office = officeHours();

  it('starts and ends with the shift', () => {
    expect(isWorkingTime(office, at('2026-03-06T07:59:59.999Z'))).toBe(false);
    expect(isWorkingTime(office, at('2026-03-06T08:00:00.000Z'))).toBe(true);
    expect(isWorkingTime(office, at('2026-03-06T15:59:59.999Z'))).toBe(true);
    expect(isWorkingTime(office, at('2026-03-06T16:00:00.000Z'))).toBe(false);
    expect(isWorkingTime(office, at('2026-03-07T12:00:00.000Z'))).toBe(false);
  });

  it.each([
    ['within a shift', '2026-03-06T09:00:00Z', 60, '2026-03-06T10:00:00Z'],
    ['to its very end', '2026-03-06T15:00:00Z', 60, '2026-03-06T16:00:00Z'],
    ['over the week-end', '2026-03-06T15:00:00Z', 61, '2026-03-09T08:01:00Z'],
    ['from the evening on', '2026-03-06T20:00:00Z', 30, '2026-03-09T08:30:00Z'],
    ['from the end of a shift on', '2026-03-06T16:00:00Z', 30, '2026-03-09T08:30:00Z'],
    ['three weeks', '2026-03-02T08:00:00Z', 15 * 480, '2026-03-20T16:00:00Z'],
    ['a fraction', '2026-03-06T09:00:00Z', 0.5, '2026-03-06T09:00:30Z'],
    ['nothing, at work', '2026-03-06T09:00:00Z', 0, '2026-03-06T09:00:00Z'],
    ['nothing, at closing time', '2026-03-06T16:00:00Z', 0, '2026-03-06T16:00:00Z'],
    ['nothing, at night', '2026-03-06T20:00:00Z', 0, '2026-03-09T08:00:00Z'],
  ])('is added: %s', (_, from, minutes, expected) => {
    expect(addWorkingMinutes(office, at(from), minutes)).toEqual(at(expected));
  });

  it.each([
    ['within a shift', '2026-03-06T10:00:00Z', 60, '2026-03-06T09:00:00Z'],
    ['to its very start', '2026-03-06T10:00:00Z', 120, '2026-03-06T08:00:00Z'],
    ['over the week-end', '2026-03-09T08:01:00Z', 61, '2026-03-06T15:00:00Z'],
    ['from the morning back', '2026-03-09T08:00:00Z', 30, '2026-03-06T15:30:00Z'],
    ['nothing, at work', '2026-03-06T10:00:00Z', 0, '2026-03-06T10:00:00Z'],
    ['nothing, at night', '2026-03-06T20:00:00Z', 0, '2026-03-06T16:00:00Z'],
  ])('is subtracted: %s', (_, until, minutes, expected) => {
    expect(subtractWorkingMinutes(office, at(until), minutes)).toEqual(at(expected));
  });

  it('is counted between instants, backwards as well', () => {
    expect(worked(office, '2026-03-06T15:00:00Z', '2026-03-09T09:00:00Z')).toBe(120);
    expect(worked(office, '2026-03-09T09:00:00Z', '2026-03-06T15:00:00Z')).toBe(-120);
    expect(worked(office, '2026-03-07T00:00:00Z', '2026-03-08T00:00:00Z')).toBe(0);
    expect(workingMsBetween(office, at('2026-03-06T08:00:00.001Z'), at('2026-03-06T08:00:00.003Z'))).toBe(2);
  });

  it('continues after a lunch break', () => {
    const shifts = [
      { start: '13:00', end: '17:00' },
      { start: '08:00', end: '12:00' },
    ];
    const calendar = officeHours({ week: { friday: shifts } });
    expect(addWorkingMinutes(calendar, at('2026-03-06T10:30:00Z'), 60)).toEqual(at('2026-03-06T12:30:00Z'));
    expect(nextWorkingInstant(calendar, at('2026-03-06T11:30:00Z'))).toEqual(at('2026-03-06T12:00:00Z'));
  });

  it('in an always-open calendar is elapsed time, across every change of clocks', () => {
    const [from, to] = [at('2026-01-01T00:00:00Z'), at('2028-01-01T00:00:00Z')];
    const berlin = daily('Europe/Berlin', '00:00', '24:00');
    for (const calendar of [ALWAYS, berlin]) {
      expect(workingMinutesBetween(calendar, from, to)).toBe(730 * 1440);
      expect(addWorkingMinutes(calendar, from, 730 * 1440)).toEqual(to);
    }
  });
});

describe('night shifts', () => {
  const night = officeHours({ week: { friday: [{ start: '22:00', end: '06:00' }] } });

  it('continue after midnight on a day without a shift of its own', () => {
    expect(isWorkingTime(night, at('2026-03-07T04:59:00Z'))).toBe(true);
    expect(isWorkingTime(night, at('2026-03-07T05:00:00Z'))).toBe(false);
    expect(addWorkingMinutes(night, at('2026-03-06T12:00:00Z'), 480)).toEqual(at('2026-03-07T05:00:00Z'));
  });

  it('continue from Sunday to Monday and across the end of a year', () => {
    const sunday = officeHours({ week: { sunday: [{ start: '22:00', end: '06:00' }] } });
    expect(worked(sunday, '2026-03-08T00:00:00Z', '2026-03-10T00:00:00Z')).toBe(480);
    expect(worked(daily('UTC', '22:00', '06:00'), '2026-12-31T12:00:00Z', '2027-01-01T12:00:00Z')).toBe(480);
  });

  it('are cancelled by a holiday on their first day, not on their last', () => {
    const holidays = [{ date: '2026-03-06', name: 'Friday off' }];
    const calendar = daily('UTC', '22:00', '06:00', holidays);
    expect(worked(calendar, '2026-03-05T12:00:00Z', '2026-03-06T12:00:00Z')).toBe(480);
    expect(worked(calendar, '2026-03-06T12:00:00Z', '2026-03-07T12:00:00Z')).toBe(0);
    expect(worked(calendar, '2026-03-07T12:00:00Z', '2026-03-08T12:00:00Z')).toBe(480);
  });

  it('can end at midnight, written as 00:00 or 24:00', () => {
    for (const end of ['24:00', '00:00']) {
      expect(worked(daily('UTC', '22:00', end), '2026-03-06T00:00:00Z', '2026-03-07T00:00:00Z')).toBe(120);
    }
  });
});

describe('holidays', () => {
  it('of one year and of every year are days off', () => {
    const holidays = [
      { date: '2026-03-06', name: 'Once' },
      { date: '03-09', name: 'Every year' },
    ];
    const calendar = officeHours({ holidays });
    expect(nextWorkingInstant(calendar, at('2026-03-05T16:00:00Z'))).toEqual(at('2026-03-10T08:00:00Z'));
    expect(isWorkingTime(calendar, at('2025-03-06T09:00:00Z'))).toBe(true);
    expect(isWorkingTime(calendar, at('2027-03-09T09:00:00Z'))).toBe(false);
  });

  it("are days in the calendar's time zone", () => {
    const calendar = daily('Asia/Kolkata', '00:00', '24:00', [{ date: '2026-03-06', name: 'Off' }]);
    expect(nextWorkingInstant(calendar, at('2026-03-05T18:30:00Z'))).toEqual(at('2026-03-06T18:30:00Z'));
  });

  it('on 29 February are kept in leap years only', () => {
    const calendar = daily('UTC', '09:00', '17:00', [{ date: '02-29', name: 'Leap day' }]);
    expect(worked(calendar, '2028-02-28T00:00:00Z', '2028-03-02T00:00:00Z')).toBe(2 * 480);
    expect(worked(calendar, '2027-02-28T00:00:00Z', '2027-03-02T00:00:00Z')).toBe(2 * 480);
    expect(worked(officeHours({ timeZone: 'UTC' }), '2028-02-29T00:00:00Z', '2028-03-01T00:00:00Z')).toBe(
      480,
    );
  });
});

describe('changes of clocks', () => {
  it.each([
    ['Berlin, one night less an hour', 'Europe/Berlin', '22:00', '06:00', '2026-03-28T12:00:00Z', 420],
    ['Berlin, one night more an hour', 'Europe/Berlin', '22:00', '06:00', '2026-10-24T12:00:00Z', 540],
    ['New York, less', 'America/New_York', '22:00', '06:00', '2026-03-07T18:00:00Z', 420],
    ['New York, more', 'America/New_York', '22:00', '06:00', '2026-10-31T18:00:00Z', 540],
    ['Lord Howe, less half an hour', 'Australia/Lord_Howe', '22:00', '06:00', '2026-10-03T06:00:00Z', 450],
    ['Lord Howe, more half an hour', 'Australia/Lord_Howe', '22:00', '06:00', '2026-04-04T06:00:00Z', 510],
    ['Troll, less two hours', 'Antarctica/Troll', '22:00', '06:00', '2026-03-28T12:00:00Z', 360],
    ['Casablanca, when Ramadan begins', 'Africa/Casablanca', '22:00', '06:00', '2026-02-14T12:00:00Z', 540],
    ['Casablanca, when it is over', 'Africa/Casablanca', '22:00', '06:00', '2026-03-21T12:00:00Z', 420],
    [
      'an end that is skipped comes as late as ever',
      'Europe/Berlin',
      '01:00',
      '02:30',
      '2026-03-28T12:00:00Z',
      90,
    ],
    [
      'a start that is skipped is as much later',
      'Europe/Berlin',
      '02:30',
      '06:00',
      '2026-03-28T12:00:00Z',
      150,
    ],
    [
      'a shift that is skipped as a whole does not take place',
      'Europe/Berlin',
      '02:00',
      '03:00',
      '2026-03-28T12:00:00Z',
      0,
    ],
    ['an end that comes twice is the first', 'Europe/Berlin', '01:00', '02:30', '2026-10-24T12:00:00Z', 90],
    ['a start that comes twice is the first', 'Europe/Berlin', '02:30', '06:00', '2026-10-24T12:00:00Z', 270],
    [
      'a day without midnight begins at one',
      'America/Sao_Paulo',
      '00:00',
      '24:00',
      '2018-11-04T03:00:00Z',
      1440,
    ],
  ])('%s', (_, zone, start, end, from, minutes) => {
    const until = new Date(at(from).getTime() + 86_400_000).toISOString();
    expect(worked(daily(zone, start, end), from, until)).toBe(minutes);
  });

  it('the day that Samoa skipped has no shifts, and the night shift before it continues after it', () => {
    // Apia, 2011-12-29 is a Thursday, UTC−10; the next day is Saturday the 31st, UTC+14.
    const days = daily('Pacific/Apia', '09:00', '17:00');
    expect(addWorkingMinutes(days, at('2011-12-29T19:00:00Z'), 480)).toEqual(at('2011-12-30T03:00:00Z'));
    expect(nextWorkingInstant(days, at('2011-12-30T03:00:00Z'))).toEqual(at('2011-12-30T19:00:00Z'));
    const fridays = officeHours({
      timeZone: 'Pacific/Apia',
      week: { friday: [{ start: '09:00', end: '17:00' }] },
    });
    expect(worked(fridays, '2011-12-25T00:00:00Z', '2012-01-03T00:00:00Z')).toBe(0);
    const nights = daily('Pacific/Apia', '22:00', '06:00');
    expect(worked(nights, '2011-12-30T04:00:00Z', '2011-12-30T20:00:00Z')).toBe(480);
  });

  it('shifts that overlap after a change of clocks count once', () => {
    // 02:30 is skipped and becomes 03:30, when the second shift has begun.
    const shifts = [
      { start: '01:00', end: '02:30' },
      { start: '03:00', end: '04:00' },
    ];
    const calendar = officeHours({ week: { sunday: shifts } });
    expect(worked(calendar, '2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z')).toBe(120);
  });
});

describe('refuses', () => {
  const faultsOf = (input: unknown): readonly FieldFault[] => errorOf(() => validateCalendar(input)).faults;
  const paths = (input: unknown) => faultsOf(input).map(({ path }) => path);
  const changed = (fields: object) => ({ ...officeHours(), ...fields });

  it('with every fault at once', () => {
    const calendar = {
      name: ' ',
      version: 0,
      timeZone: 'Mars/Olympus',
      week: {
        monday: [
          { start: '09:00', end: '13:00' },
          { start: '12:00', end: '17:00' },
          { start: '9:00', end: '25:00' },
          { start: '18:00', end: '18:00' },
          { start: '24:00', end: '06:00' },
          null,
        ],
        funday: [],
        friday: 'closed',
      },
      holidays: [
        { date: '2026-12-25', name: 'Christmas' },
        { date: '2026-02-29', name: 'None' },
        { date: '02-30', name: 'None' },
        { date: '2026-12-25', name: '' },
      ],
    };
    expect(paths(calendar)).toEqual([
      'name',
      'version',
      'time_zone',
      'week.funday',
      'week.monday.2.start',
      'week.monday.2.end',
      'week.monday.3',
      'week.monday.4.start',
      'week.monday.5.start',
      'week.monday.5.end',
      'week.friday',
      'holidays.1.date',
      'holidays.2.date',
      'holidays.3.name',
      'holidays.3.date',
      'week.monday.1',
    ]);
    expect(errorOf(() => validateCalendar(calendar)).message).toMatch(/time_zone must be the IANA name/);
  });

  it.each(['+02:00', '', 'Berlin', 7, null])('%j as a time zone', (timeZone) => {
    expect(paths(changed({ timeZone }))).toEqual(['time_zone']);
  });

  it.each([null, [], 'always', 7, undefined])('%j as a calendar', (input) => {
    expect(faultsOf(input)).toHaveLength(1);
  });

  it.each([{}, { monday: [] }, officeHours({ week: {} }).week])('a week without working time: %j', (week) => {
    expect(faultsOf(changed({ week }))).toEqual([
      { path: 'week', message: 'has no working time: at least one weekday needs a shift' },
    ]);
    const calendar = officeHours({ week: {} });
    expect(errorOf(() => addWorkingMinutes(calendar, at('2026-03-06T09:00:00Z'), 1)).message).toMatch(
      /no working time/,
    );
  });

  it('overlaps across midnight, and from Sunday to Monday', () => {
    const [night, morning] = [
      { start: '22:00', end: '06:00' },
      { start: '05:00', end: '09:00' },
    ];
    expect(faultsOf(officeHours({ week: { monday: [night], tuesday: [morning] } }))).toEqual([
      { path: 'week.tuesday.0', message: 'overlaps week.monday.0' },
    ]);
    expect(paths(officeHours({ week: { sunday: [night], monday: [morning] } }))).toEqual(['week.sunday.0']);
    expect(paths(officeHours({ week: { monday: [morning, morning] } }))).toEqual(['week.monday.1']);
  });

  it('neither shifts that only touch nor weekdays that are not named', () => {
    const [night, morning] = [
      { start: '22:00', end: '06:00' },
      { start: '06:00', end: '22:00' },
    ];
    expect(validateCalendar(changed({ week: { monday: [night], tuesday: [morning] } })).week.sunday).toEqual(
      [],
    );
  });

  it('too many holidays and shifts', () => {
    const holidays = Array.from({ length: 2_001 }, () => ({ date: '2026-12-25', name: 'Christmas' }));
    const shifts = Array.from({ length: 25 }, () => ({ start: '09:00', end: '17:00' }));
    expect(paths(changed({ holidays, week: { monday: shifts } }))).toEqual(['week.monday', 'holidays']);
  });

  it.each([-1, -0.001, Number.NaN, Number.POSITIVE_INFINITY])('%d minutes', (minutes) => {
    const now = at('2026-03-06T09:00:00Z');
    expect(errorOf(() => addWorkingMinutes(ALWAYS, now, minutes)).message).toMatch(/0 or more minutes/);
    expect(errorOf(() => subtractWorkingMinutes(ALWAYS, now, minutes)).message).toMatch(/0 or more minutes/);
  });

  it('working time that is years away', () => {
    const days = Array.from({ length: 366 }, (_, day) =>
      new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(5, 10),
    );
    const holidays = days.filter((date) => date !== '02-29').map((date) => ({ date, name: 'Off' }));
    // Only leap days are worked, and those that are a Monday are 28 years apart.
    const calendar = officeHours({ week: { monday: [{ start: '09:00', end: '17:00' }] }, holidays });
    const now = at('2025-03-06T09:00:00Z');
    const message = 'The calendar "office" has too little working time in the 5 years';
    expect(errorOf(() => nextWorkingInstant(calendar, now)).message).toBe(
      `${message} after 2025-03-06T09:00:00.000Z.`,
    );
    expect(errorOf(() => addWorkingMinutes(calendar, now, 0)).message).toMatch(message);
    expect(errorOf(() => addWorkingMinutes(calendar, now, 1)).message).toMatch(message);
    expect(errorOf(() => addWorkingMinutes(ALWAYS, now, 6 * 366 * 1440)).message).toMatch(
      /"always" .* after/,
    );
    expect(errorOf(() => subtractWorkingMinutes(ALWAYS, now, 6 * 366 * 1440)).message).toMatch(/before 2025/);
    const leapDays = daily('UTC', '09:00', '17:00', holidays);
    expect(nextWorkingInstant(leapDays, now)).toEqual(at('2028-02-29T09:00:00Z'));
  });

  it.each(['1969-12-31T23:59:59Z', '2200-01-01T00:00:00Z', 'never'])('%s', (text) => {
    expect(errorOf(() => isWorkingTime(ALWAYS, at(text))).message).toMatch(/outside the years 1970 to 2199/);
  });
});
