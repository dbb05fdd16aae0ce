import { DomainError, type FieldFault } from '../../errors.js';
import { WEEKDAYS, type Calendar, type Holiday, type Weekday, type WorkingInterval } from './calendar.js';
import { parseDate, parseMonthDay, parseTime } from './local-time.js';
import { overlapFaults } from './overlaps.js';
import { isTimeZone } from './time-zone.js';

/** More than a century of holidays: what is longer was not meant for a calendar. */
export const MAX_HOLIDAYS = 2_000;
/** Also the bound of a holiday's name. */
export const MAX_NAME_LENGTH = 200;
const MAX_SHIFTS_PER_DAY = 24;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Parses a calendar from any input.
 * Unnamed weekdays have no shifts.
 * @throws DomainError `invalid_input` with every fault at once, in the terms of its author.
 */
export function validateCalendar(input: unknown): Calendar {
  const faults: FieldFault[] = [];
  const fields = fieldsOf(input);
  if (fields === null) throw invalid([{ path: '', message: 'must be an object' }]);
  const { name, version, timeZone } = fields;
  const calendar: Calendar = {
    name: isName(name) ? name : fault(faults, 'name', `must be 1 to ${MAX_NAME_LENGTH} characters long`, ''),
    version: isVersion(version) ? version : fault(faults, 'version', 'must be a whole number from 1 up', 1),
    timeZone:
      typeof timeZone === 'string' && isTimeZone(timeZone)
        ? timeZone
        : fault(faults, 'time_zone', 'must be the IANA name of a time zone, such as Europe/Berlin', 'UTC'),
    week: readWeek(fields['week'], faults),
    holidays: readHolidays(fields['holidays'], faults),
  };
  faults.push(...overlapFaults(calendar.week));
  if (faults.length > 0) throw invalid(faults);
  return calendar;
}

function readWeek(input: unknown, faults: FieldFault[]): Calendar['week'] {
  const fields = fieldsOf(input) ?? fault(faults, 'week', 'must have the shifts of each weekday', null);
  if (
    fields !== null &&
    Object.values(fields).every((shifts) => Array.isArray(shifts) && shifts.length === 0)
  ) {
    fault(faults, 'week', 'has no working time: at least one weekday needs a shift', null);
  }
  const known: readonly string[] = WEEKDAYS;
  for (const key of Object.keys(fields ?? {}).filter((each) => !known.includes(each))) {
    fault(faults, `week.${key}`, `is not a weekday; they are ${WEEKDAYS.join(', ')}`, null);
  }
  const read = (weekday: Weekday) => readShifts(fields?.[weekday] ?? [], `week.${weekday}`, faults);
  return {
    monday: read('monday'),
    tuesday: read('tuesday'),
    wednesday: read('wednesday'),
    thursday: read('thursday'),
    friday: read('friday'),
    saturday: read('saturday'),
    sunday: read('sunday'),
  };
}

function readShifts(input: unknown, path: string, faults: FieldFault[]): WorkingInterval[] {
  const shifts = readList(input, path, MAX_SHIFTS_PER_DAY, faults);
  return shifts.map((item, index) => {
    const { start, end } = fieldsOf(item) ?? {};
    const at = `${path}.${index}`;
    const isStart = typeof start === 'string' && start !== '24:00' && parseTime(start) !== null;
    const isEnd = typeof end === 'string' && parseTime(end) !== null;
    if (!isStart) fault(faults, `${at}.start`, 'must be a time from 00:00 to 23:59', null);
    if (!isEnd) fault(faults, `${at}.end`, 'must be a time from 00:00 to 24:00', null);
    if (!isStart || !isEnd) return { start: '', end: '' };
    if (start === end) fault(faults, at, 'has no length. Use 00:00 to 24:00 for the whole day', null);
    return { start, end };
  });
}

function readHolidays(input: unknown, faults: FieldFault[]): Holiday[] {
  const firsts = new Map<string, number>();
  return readList(input, 'holidays', MAX_HOLIDAYS, faults).map((item, index) => {
    const { date, name } = fieldsOf(item) ?? {};
    const path = `holidays.${index}`;
    if (!isName(name)) fault(faults, `${path}.name`, `must be 1 to ${MAX_NAME_LENGTH} characters long`, null);
    if (typeof date !== 'string' || (parseDate(date) === null && parseMonthDay(date) === null)) {
      fault(faults, `${path}.date`, 'must be a day, YYYY-MM-DD, or a day of every year, MM-DD', null);
      return { date: '', name: '' };
    }
    const first = firsts.get(date);
    if (first === undefined) firsts.set(date, index);
    else fault(faults, `${path}.date`, `is ${date}, as holidays.${first}.date is`, null);
    return { date, name: isName(name) ? name : '' };
  });
}

function readList(input: unknown, path: string, max: number, faults: FieldFault[]): readonly unknown[] {
  if (!Array.isArray(input)) return fault(faults, path, 'must be a list', []);
  if (input.length > max) return fault(faults, path, `has ${input.length} entries; at most ${max}`, []);
  return input;
}

/** Records a fault and continues with a substitute value, so that later faults are found too. */
function fault<T>(faults: FieldFault[], path: string, message: string, instead: T): T {
  faults.push({ path, message });
  return instead;
}

function fieldsOf(input: unknown): Fields | null {
  return typeof input === 'object' && input !== null && !Array.isArray(input) ? { ...input } : null;
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= MAX_NAME_LENGTH;
}

function isVersion(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1;
}

function invalid(faults: readonly FieldFault[]): DomainError {
  const list = faults.map(({ path, message }) => (path === '' ? message : `${path} ${message}`));
  return new DomainError('invalid_input', `The calendar is not valid: ${list.join('; ')}.`, { faults });
}
