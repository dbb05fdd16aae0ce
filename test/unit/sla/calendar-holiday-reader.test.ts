import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createIcalHolidayReader } from '../../../src/adapters/calendar/ical-holiday-reader.js';
import { DomainError } from '../../../src/domain/errors.js';

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
  return reader.readHolidays(file, { range }).holidays.map(({ date }) => date);
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
    expect(reader.readHolidays(file, { range: YEAR })).toEqual({ holidays, leftOut: [] });
    expect(dates(new TextEncoder().encode(`\uFEFF${file}`))).toEqual(['2026-05-01', '2026-12-25']);
    expect(dates(file.replaceAll('\r\n', '\n'))).toEqual(['2026-05-01', '2026-12-25']);
  });

  it('splits events of several days into days within the range', () => {
    const file = ics(
      ['UID:1', 'DTSTART:20251229', 'DTEND:20260103'],
      ['UID:2', 'DTSTART:20261231', 'DURATION:P3D'],
    );
    expect(dates(file)).toEqual(['2026-01-01', '2026-01-02', '2026-12-31']);
  });

  it('lists a day once if several events are on it', () => {
    const file = ics(
      ['DTSTART:20260501', 'SUMMARY:Labour Day'],
      ['DTSTART:20260501', 'SUMMARY:Founders\\nDay'],
      ['DTSTART:20260501', 'SUMMARY:Labour Day'],
      ['DTSTART:20260502'],
    );
    expect(reader.readHolidays(file, { range: YEAR }).holidays).toEqual([
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

  it('applies exception, added, moved and cancelled dates', () => {
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

  it('ignores events with a time of day', () => {
    expect(dates(ics(['DTSTART:20260501T090000Z', 'RRULE:FREQ=SECONDLY'], ['DTSTART:20260502']))).toEqual([
      '2026-05-02',
    ]);
  });

  it('reads from last year to three years ahead by default', () => {
    const years = reader
      .readHolidays(ics(['DTSTART:19700101', 'RRULE:FREQ=YEARLY']))
      .holidays.map(({ date }) => date.slice(0, 4));
    expect(years).toEqual(['2025', '2026', '2027', '2028', '2029']);
  });
});

describe('leaves out, and says why', () => {
  const google = 'DESCRIPTION:Observance\\nTo hide observances\\, go to Google Calendar Settings';
  const read = (file: string, options = {}) => reader.readHolidays(file, { range: YEAR, ...options });

  it.each([
    ['as Google has them', [google]],
    ['in another language', ['DESCRIPTION:Siku\\nKuficha siku hizi nenda kwenye Google Calendar']],
    ['in German', ['DESCRIPTION:Gedenktag']],
    ['by a category', ['CATEGORIES:Holidays,Observance']],
    ['behind the name', ['SUMMARY:St. Martin (Observance)']],
  ])('observances, %s, unless they are wanted', (_, lines) => {
    const file = ics(
      ['DTSTART:20260501', 'SUMMARY:Labour Day'],
      [...lines, 'SUMMARY:St. Martin', 'DTSTART:20261111'],
    );
    expect(read(file)).toMatchObject({
      holidays: [{ date: '2026-05-01' }],
      leftOut: [{ date: '2026-11-11', name: expect.stringMatching(/^St\. Martin/u), reason: 'observance' }],
    });
    expect(read(file, { includesObservances: true })).toMatchObject({ holidays: { length: 2 }, leftOut: [] });
  });

  it.each([
    'DESCRIPTION:Public holiday',
    'DESCRIPTION:Public holiday in Bavaria',
    'SUMMARY:Day of Observance Hill',
  ])('no day that says %j', (line) => {
    expect(dates(ics(['DTSTART:20261111', line]))).toEqual(['2026-11-11']);
  });

  it('invalid events, but not their whole file', () => {
    const file = ics(
      ['DTSTART:20260101', 'SUMMARY:New Year'],
      ['DTSTART:20260103', 'RRULE:FREQ=MONTHLY', 'SUMMARY:Pay day'],
      ['DTSTART:20260104', 'RRULE:FREQ=DAILY;COUNT=1', 'SUMMARY:Birthday'],
      ['DTSTART:2026XX05', 'SUMMARY:Broken'],
      ['DTSTART:20260106T090000', 'DTEND:20260106T100000', 'SUMMARY:Meeting'],
      ['DTSTART:20260107', 'STATUS:CANCELLED', 'SUMMARY:Not this year'],
    );
    const { holidays, leftOut } = read(file);
    expect(holidays).toEqual([{ date: '2026-01-01', name: 'New Year' }]);
    expect(leftOut.map(({ name, date, reason }) => [name, date, reason])).toEqual([
      ['Pay day', '2026-01-03', 'unreadable'],
      ['Birthday', '2026-01-04', 'unreadable'],
      ['Broken', null, 'unreadable'],
      ['Meeting', '2026-01-06', 'timed'],
      ['Not this year', '2026-01-07', 'cancelled'],
    ]);
    expect(leftOut.every(({ message }) => message.length > 10)).toBe(true);
  });

  it('a file of observances only, and names the option to include them', () => {
    expect(refusal(() => read(ics(['DTSTART:20261111', google])))).toMatch(/only observances/);
  });
});

describe('takes for whole days', () => {
  const BERLIN = { range: YEAR, timeZone: 'Europe/Berlin' };

  it.each([
    ['midnight to midnight', ['DTSTART:20261226T000000', 'DTEND:20261227T000000'], ['2026-12-26']],
    ['two of them', ['DTSTART:20261226T000000', 'DTEND:20261228T000000'], ['2026-12-26', '2026-12-27']],
    [
      'with a zone',
      ['DTSTART;TZID=America/New_York:20261226T000000', 'DTEND;TZID=America/New_York:20261227T000000'],
      ['2026-12-26'],
    ],
    ['in UTC', ['DTSTART:20261226T000000Z', 'DTEND:20261227T000000Z'], ['2026-12-26']],
    [
      "midnight of the calendar's zone, in UTC",
      ['DTSTART:20261225T230000Z', 'DTEND:20261226T230000Z'],
      ['2026-12-26'],
    ],
    ['the same in summer', ['DTSTART:20260813T220000Z', 'DTEND:20260814T220000Z'], ['2026-08-14']],
    ['until a minute to midnight', ['DTSTART:20261226T000000', 'DTEND:20261226T235900'], ['2026-12-26']],
    ['until a second to midnight', ['DTSTART:20261226T000000', 'DTEND:20261226T235959'], ['2026-12-26']],
    ['by a duration', ['DTSTART:20261226T000000', 'DURATION:P1D'], ['2026-12-26']],
    ['by 48 hours', ['DTSTART:20261226T000000', 'DURATION:PT48H'], ['2026-12-26', '2026-12-27']],
    [
      'what Outlook calls so',
      ['DTSTART:20261226T000000', 'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE'],
      ['2026-12-26'],
    ],
    [
      'the same in UTC',
      ['DTSTART:20261225T230000Z', 'DTEND:20261226T230000Z', 'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE'],
      ['2026-12-26'],
    ],
  ])('%s', (_, lines, expected) => {
    const file = ics(lines, ['DTSTART:20260501']);
    const { holidays, leftOut } = reader.readHolidays(file, BERLIN);
    expect([holidays.slice(1).map(({ date }) => date), leftOut]).toEqual([expected, []]);
  });

  it('series of those, with their exceptions', () => {
    const file = ics(
      [
        'UID:a',
        'DTSTART:20240106T000000',
        'DTEND:20240107T000000',
        'RRULE:FREQ=YEARLY',
        'EXDATE:20250106T000000',
      ],
      ['UID:a', 'RECURRENCE-ID:20260106T000000', 'DTSTART:20260108T000000', 'DTEND:20260109T000000'],
    );
    expect(dates(file, { from: '2024-01-01', to: '2027-12-31' })).toEqual([
      '2024-01-06',
      '2026-01-08',
      '2027-01-06',
    ]);
  });

  it('dates without VALUE=DATE', () => {
    const bare = ics(['X-A:1']).replace('X-A:1', 'DTSTART:20261003\r\nDTEND:20261005');
    expect(dates(bare)).toEqual(['2026-10-03', '2026-10-04']);
    const yearly = 'DTSTART:20241003\r\nRRULE:FREQ=YEARLY\r\nEXDATE:20251003,20271003';
    const range = { from: '2024-01-01', to: '2028-12-31' };
    expect(dates(ics(['X-A:1']).replace('X-A:1', yearly), range)).toEqual([
      '2024-10-03',
      '2026-10-03',
      '2028-10-03',
    ]);
  });

  it.each([
    ['an hour', ['DTSTART:20261226T000000', 'DTEND:20261226T010000']],
    ['an instant', ['DTSTART:20261226T000000']],
    ['noon to noon', ['DTSTART:20261226T120000', 'DTEND:20261227T120000']],
    ['noon to noon in UTC', ['DTSTART:20261226T120000Z', 'DTEND:20261227T120000Z']],
    ['a day and a half', ['DTSTART:20261226T000000', 'DTEND:20261227T120000']],
    ['midnight of another zone, in UTC', ['DTSTART:20261226T050000Z', 'DTEND:20261227T050000Z']],
  ])('not %s', (_, lines) => {
    const { holidays, leftOut } = reader.readHolidays(ics(lines, ['DTSTART:20260501']), BERLIN);
    expect([holidays.length, leftOut.map(({ reason }) => reason)]).toEqual([1, ['timed']]);
  });
});

describe('refuses, and says why', () => {
  const megabytes = (count: number) =>
    `${ics(['DTSTART:20260501'])}${'X-A:b\r\n'.repeat((count * 1_048_576) / 7)}`;

  it.each([
    ['a file of 10 MB', megabytes(10), /has 10\.0 MB; at most 1 MB .* Export only public holidays/],
    ['the same in bytes', Buffer.from(megabytes(10)), /has 10\.0 MB/],
    ['an empty file', '', /not an iCalendar/],
    ['a web page', '<!DOCTYPE html><html></html>', /not an iCalendar/],
    ['another encoding', Buffer.from('BEGIN:VCALENDAR\r\nX:\xe9\r\n', 'latin1'), /not in UTF-8/],
    ['half a file', ics(['DTSTART:20260501']).slice(0, -20), /is broken .*: export it again/],
    ['a broken line', 'BEGIN:VCALENDAR\r\nnonsense\r\nEND:VCALENDAR', /is broken .*nonsense/],
    ['no events', ics(), /has no events/],
    ['meetings', ics(['DTSTART:20260501T090000Z']), /no all-day events/],
    ['a broken date', ics(['DTSTART:2026XX01', 'SUMMARY:May']), /events\.0 "May" is not well-formed/],
    ['the year 1', ics(['DTSTART:00010101', 'RRULE:FREQ=YEARLY']), /between 1900 and 2199/],
    ['years off', ics(['DTSTART:20260101', 'DTEND:20280101']), /lasts longer than a year/],
    ['weekly', ics(['DTSTART:20260101', 'RRULE:FREQ=WEEKLY']), /recurrence rule that is not supported/],
    [
      'another scale',
      ics(['DTSTART:20260217', 'RRULE:RSCALE=CHINESE;FREQ=YEARLY']),
      /recurrence rule that is not supported/,
    ],
    [
      'weeks',
      ics(['DTSTART:20260511', 'RRULE:FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO']),
      /recurrence rule that is not supported/,
    ],
    [
      '20th Monday',
      ics(['DTSTART:20260518', 'RRULE:FREQ=YEARLY;BYDAY=20MO']),
      /recurrence rule that is not supported/,
    ],
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
    const cancelled = ['DTSTART:20260101', 'STATUS:CANCELLED'];
    const message = refusal(() => reader.readHolidays(ics(weekly, meeting, cancelled, weekly)));
    expect(message).toMatch(/: events\.0 [^.]*; events\.3 [^.]*$/);
  });

  it('an empty or too long range', () => {
    const file = ics(['DTSTART:20260501']);
    expect(refusal(() => dates(file, { from: '2026-01-01', to: '2025-12-31' }))).toMatch(/range/);
    expect(refusal(() => dates(file, { from: '2026-01-01', to: '2060-12-31' }))).toMatch(/at most 20 years/);
    expect(refusal(() => dates(file, { from: '2026-02-30', to: '2026-12-31' }))).toMatch(/YYYY-MM-DD/);
  });

  it('more days off than the maximum of a calendar', () => {
    const file = ics(['DTSTART:20100101', 'DTEND:20101231', 'RRULE:FREQ=YEARLY']);
    expect(refusal(() => dates(file, { from: '2020-01-01', to: '2029-12-31' }))).toMatch(
      /at most 2000.*fewer years/,
    );
  });
});

describe('terminates', () => {
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

  it('returns holidays or an error for any damaged file', () => {
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
          for (const { date } of reader.readHolidays(edited).holidays)
            expect(date).toMatch(/^20\d\d-[01]\d-[0-3]\d$/);
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
