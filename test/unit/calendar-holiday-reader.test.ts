import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createIcalHolidayReader } from '../../src/adapters/calendar/ical-holiday-reader.js';
import { DomainError } from '../../src/domain/errors.js';

const reader = createIcalHolidayReader({ now: () => new Date('2026-05-01T12:00:00Z') });
const YEAR = { from: '2026-01-01', to: '2026-12-31' };

/** A calendar of events, each given by its lines; `DTSTART:` and the like are dates. */
function ics(...events: readonly (readonly string[])[]): string {
  const dated = (line: string) =>
    line.replace(/^(DTSTART|DTEND|RDATE|EXDATE|RECURRENCE-ID):(?!.*T)/, '$1;VALUE=DATE:');
  const blocks = events.flatMap((lines) => ['BEGIN:VEVENT', ...lines.map(dated), 'END:VEVENT']);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//EN', ...blocks, 'END:VCALENDAR', ''].join('\r\n');
}

function dates(file: string | Uint8Array, range = YEAR): string[] {
  return reader.readHolidays(file, range).map(({ date }) => date);
}

function refusal(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof DomainError && error.code === 'invalid_input' && error.faults.length > 0)
      return error.message;
    throw error;
  }
  throw new Error('was taken');
}

describe('an iCalendar file of holidays', () => {
  it('gives a holiday for each all-day event, in order', () => {
    const file = ics(
      ['UID:2', 'DTSTART:20261225', 'DTEND:20261226', 'SUMMARY:Christmas\\, first day'],
      ['UID:1', 'DTSTART:20260501', 'SUMMARY:Labour Day', 'TRANSP:TRANSPARENT'],
    );
    const holidays = [
      { date: '2026-05-01', name: 'Labour Day' },
      { date: '2026-12-25', name: 'Christmas, first day' },
    ];
    expect(reader.readHolidays(file, YEAR)).toEqual(holidays);
    expect(reader.readHolidays(new TextEncoder().encode(`\uFEFF${file}`), YEAR)).toEqual(holidays);
    expect(reader.readHolidays(file.replaceAll('\r\n', '\n'), YEAR)).toEqual(holidays);
  });

  it('takes events of several days apart, and cuts them to the range', () => {
    const file = ics(
      ['UID:1', 'DTSTART:20251229', 'DTEND:20260103'],
      ['UID:2', 'DTSTART:20261231', 'DURATION:P3D'],
    );
    expect(dates(file)).toEqual(['2026-01-01', '2026-01-02', '2026-12-31']);
  });

  it('names a day once when several fall on it', () => {
    const file = ics(
      ['DTSTART:20260501', 'SUMMARY:Labour Day'],
      ['DTSTART:20260501', 'SUMMARY:Founders\\nDay'],
      ['DTSTART:20260501', 'SUMMARY:Labour Day'],
      ['DTSTART:20260502'],
    );
    expect(reader.readHolidays(file, YEAR)).toEqual([
      { date: '2026-05-01', name: 'Labour Day / Founders Day' },
      { date: '2026-05-02', name: 'Holiday' },
    ]);
  });

  it.each([
    ['20240703', 'FREQ=YEARLY', ['2025-07-03', '2026-07-03', '2027-07-03', '2028-07-03']],
    ['20240229', 'FREQ=YEARLY', ['2028-02-29']],
    ['20240229', 'FREQ=YEARLY;BYMONTH=2', ['2028-02-29']],
    [
      '20240229',
      'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1',
      ['2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29'],
    ],
    [
      '20240527',
      'FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO',
      ['2025-05-26', '2026-05-25', '2027-05-31', '2028-05-29'],
    ],
    [
      '20241128',
      'FREQ=YEARLY;BYMONTH=11;BYDAY=4TH',
      ['2025-11-27', '2026-11-26', '2027-11-25', '2028-11-23'],
    ],
    [
      '20240527',
      'FREQ=YEARLY;BYMONTH=5;BYDAY=MO;BYSETPOS=-1',
      ['2025-05-26', '2026-05-25', '2027-05-31', '2028-05-29'],
    ],
    [
      '20241105',
      'FREQ=YEARLY;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8',
      ['2025-11-04', '2026-11-03', '2027-11-02', '2028-11-07'],
    ],
    ['20241224', 'FREQ=YEARLY;INTERVAL=2', ['2026-12-24', '2028-12-24']],
    ['20241224', 'FREQ=YEARLY;COUNT=3', ['2025-12-24', '2026-12-24']],
    ['20241224', 'FREQ=YEARLY;UNTIL=20261224', ['2025-12-24', '2026-12-24']],
    ['20240430', 'FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31', []],
    ['20270401', 'FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=1,31', ['2027-04-01', '2028-04-01']],
    ['20300101', 'FREQ=YEARLY', []],
  ])('%s %s recurs on %j', (start, rule, expected) => {
    const file = ics([`DTSTART:${start}`, `RRULE:${rule}`]);
    expect(dates(file, { from: '2025-01-01', to: '2028-12-31' })).toEqual(expected);
  });

  it('heeds dates left out, added, moved and cancelled', () => {
    const yearly = ['UID:a', 'DTSTART:20240106', 'RRULE:FREQ=YEARLY', 'EXDATE:20250106', 'RDATE:20250110'];
    const moved = ['UID:a', 'RECURRENCE-ID:20260106', 'DTSTART:20260107'];
    const cancelled = ['UID:a', 'RECURRENCE-ID:20270106', 'DTSTART:20270106', 'STATUS:CANCELLED'];
    const other = ['UID:b', 'DTSTART:20260201', 'STATUS:CANCELLED'];
    expect(dates(ics(yearly, moved, cancelled, other), { from: '2024-01-01', to: '2028-12-31' })).toEqual([
      '2024-01-06',
      '2025-01-10',
      '2026-01-07',
      '2028-01-06',
    ]);
  });

  it('leaves events with a time of day out', () => {
    expect(dates(ics(['DTSTART:20260501T090000Z', 'RRULE:FREQ=SECONDLY'], ['DTSTART:20260502']))).toEqual([
      '2026-05-02',
    ]);
  });

  it('reads from last year to the third to come when nobody says which', () => {
    const years = reader
      .readHolidays(ics(['DTSTART:19700101', 'RRULE:FREQ=YEARLY']))
      .map(({ date }) => date.slice(0, 4));
    expect(years).toEqual(['2025', '2026', '2027', '2028', '2029']);
  });
});

describe('refuses, and says why', () => {
  const megabytes = (count: number) =>
    `${ics(['DTSTART:20260501'])}${'X-A:b\r\n'.repeat((count * 1_048_576) / 7)}`;

  it.each([
    ['a file of 10 MB', megabytes(10), /has 10\.0 MB; at most 1 MB .* Export the public holidays only/],
    ['the same in bytes', Buffer.from(megabytes(10)), /has 10\.0 MB/],
    ['an empty file', '', /not an iCalendar/],
    ['a web page', '<!DOCTYPE html><html></html>', /not an iCalendar/],
    ['another encoding', Buffer.from('BEGIN:VCALENDAR\r\nX:\xe9\r\n', 'latin1'), /not in UTF-8/],
    ['half a file', ics(['DTSTART:20260501']).slice(0, -20), /is broken .* export it again/],
    ['a broken line', 'BEGIN:VCALENDAR\r\nnonsense\r\nEND:VCALENDAR', /is broken .*nonsense/],
    ['no events', ics(), /has no events/],
    ['meetings', ics(['DTSTART:20260501T090000Z']), /no all-day events/],
    ['a broken date', ics(['DTSTART:2026XX01', 'SUMMARY:May']), /events\.0 "May" is not well-formed/],
    ['the year 1', ics(['DTSTART:00010101', 'RRULE:FREQ=YEARLY']), /between 1900 and 2199/],
    ['years off', ics(['DTSTART:20260101', 'DTEND:20280101']), /lasts longer than a year/],
    ['weekly', ics(['DTSTART:20260101', 'RRULE:FREQ=WEEKLY']), /recurs in a way that cannot be read/],
    ['another scale', ics(['DTSTART:20260217', 'RRULE:RSCALE=CHINESE;FREQ=YEARLY']), /recurs in a way/],
    ['weeks', ics(['DTSTART:20260511', 'RRULE:FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO']), /recurs in a way/],
    ['20th Monday', ics(['DTSTART:20260518', 'RRULE:FREQ=YEARLY;BYDAY=20MO']), /recurs in a way/],
    ['two rules', ics(['DTSTART:20260101', 'RRULE:FREQ=YEARLY', 'RRULE:FREQ=YEARLY']), /more than one/],
    [
      'a long line',
      ics(['DTSTART:20260101', `SUMMARY:${'a\r\n '.repeat(70_000)}`]),
      /line of more than 65536/,
    ],
    ['too many events', ics(...Array.from({ length: 5_001 }, () => ['DTSTART:20260101'])), /has 5001 events/],
  ])('%s', (_, file, expected) => {
    expect(refusal(() => reader.readHolidays(file))).toMatch(expected);
  });

  it('names every faulty event', () => {
    const weekly = ['DTSTART:20260101', 'RRULE:FREQ=WEEKLY'];
    const meeting = ['DTSTART:20260101T090000Z'];
    const message = refusal(() => reader.readHolidays(ics(weekly, meeting, ['DTSTART:20260101'], weekly)));
    expect(message).toMatch(/: events\.0 [^.]*; events\.3 [^.]*$/);
  });

  it('a range that is none or too long', () => {
    const file = ics(['DTSTART:20260501']);
    expect(refusal(() => dates(file, { from: '2026-01-01', to: '2025-12-31' }))).toMatch(/range/);
    expect(refusal(() => dates(file, { from: '2026-01-01', to: '2060-12-31' }))).toMatch(/at most 20 years/);
    expect(refusal(() => dates(file, { from: '2026-02-30', to: '2026-12-31' }))).toMatch(/YYYY-MM-DD/);
  });

  it('more days off than a calendar takes', () => {
    const file = ics(['DTSTART:20100101', 'DTEND:20101231', 'RRULE:FREQ=YEARLY']);
    expect(refusal(() => dates(file, { from: '2020-01-01', to: '2029-12-31' }))).toMatch(
      /at most 2000.*fewer years/,
    );
  });
});

describe('comes to an end', () => {
  // The library runs for ever on these, or nearly.
  it.each([
    ['a 30 February by the day', 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30'],
    ['every second', 'FREQ=SECONDLY'],
    ['a 30 February by the year', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'],
    ['a first Monday in the third week', 'FREQ=YEARLY;BYMONTH=4;BYDAY=1MO;BYMONTHDAY=15,16,17'],
    ['very many weekdays', `FREQ=YEARLY;BYMONTH=1;BYDAY=${'MO,TU,'.repeat(50)}MO`],
    ['no step at all', 'FREQ=YEARLY;INTERVAL=0'],
    ['very often', 'FREQ=YEARLY;COUNT=999999999'],
  ])('%s, a thousand times', (_, rule) => {
    const events = Array.from({ length: 1_000 }, () => ['DTSTART:19000101', `RRULE:${rule}`]);
    expect(() => reader.readHolidays(ics(...events))).toThrow(DomainError);
  });

  it('whatever happens to the file, there are holidays or a refusal', () => {
    const file = ics(
      [
        'UID:a',
        'DTSTART:20240106',
        'RRULE:FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=6',
        'EXDATE:20250106',
        'RDATE:20250110',
      ],
      ['UID:a', 'RECURRENCE-ID:20260106', 'DTSTART:20260107', 'DTEND:20260109', 'SUMMARY:Moved'],
    );
    const pieces = [
      'YEARLY',
      'DAILY',
      ';',
      ':',
      '0',
      '99',
      '-',
      'T',
      ',',
      'END:VEVENT\r\n',
      'BEGIN:VEVENT\r\n',
      '\r\n',
      '=',
      '__proto__',
      'VALUE=PERIOD',
    ];
    const edit = fc.record({
      at: fc.nat({ max: file.length }),
      cut: fc.nat({ max: 12 }),
      put: fc.oneof(fc.constantFrom('', ...pieces), fc.string({ maxLength: 4 })),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        const edited = edits.reduce(
          (text, { at, cut, put }) => text.slice(0, at) + put + text.slice(at + cut),
          file,
        );
        try {
          for (const { date } of reader.readHolidays(edited)) expect(date).toMatch(/^20\d\d-[01]\d-[0-3]\d$/);
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
        }
      }),
      { numRuns: 5_000 },
    );
  });
});
