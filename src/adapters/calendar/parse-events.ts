import ICAL from 'ical.js';
import { reasonOf, unreadable } from './unreadable.js';

const MAX_BYTES = 1_048_576;
/** The library parses a line of a megabyte in seconds, and one of this length in milliseconds. */
const MAX_LINE_LENGTH = 65_536;
const MAX_EVENTS = 5_000;
const TOO_LARGE = 'Export only public holidays, and only the years that you need.';

/** The events of all calendars in a file, in its order. @throws DomainError `invalid_input`. */
export function parseEvents(file: string | Uint8Array): ICAL.Component[] {
  const bytes = typeof file === 'string' ? Buffer.byteLength(file) : file.byteLength;
  if (bytes > MAX_BYTES) {
    throw fault(`has ${(bytes / MAX_BYTES).toFixed(1)} MB; at most 1 MB can be read. ${TOO_LARGE}`);
  }
  const text = (typeof file === 'string' ? file : decode(file)).replace(/^\uFEFF/, '');
  if (!/^\s*BEGIN:VCALENDAR\s*$/im.test(text.slice(0, 200))) {
    throw fault('does not begin with BEGIN:VCALENDAR, so it is not an iCalendar (.ics) file');
  }
  if (longestLine(text) > MAX_LINE_LENGTH)
    throw fault(`has a line of more than ${MAX_LINE_LENGTH} characters`);
  const events = parse(text.trimStart()).flatMap((calendar) => calendar.getAllSubcomponents('vevent'));
  if (events.length === 0) throw fault('has no events');
  if (events.length > MAX_EVENTS)
    throw fault(`has ${events.length} events; at most ${MAX_EVENTS}. ${TOO_LARGE}`);
  return events;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw fault('is not in UTF-8: save it in UTF-8');
  }
}

/** Folded lines count as one. */
function longestLine(text: string): number {
  const lines = text.replace(/\r?\n[ \t]/g, '').split('\n');
  return lines.reduce((longest, line) => Math.max(longest, line.length), 0);
}

function parse(text: string): ICAL.Component[] {
  try {
    // One calendar comes as `[name, properties, children]`, several as a list of these.
    const parsed: unknown = ICAL.parse(text);
    const several: unknown[] = Array.isArray(parsed) && Array.isArray(parsed[0]) ? parsed : [parsed];
    return several
      .filter((calendar) => Array.isArray(calendar))
      .map((calendar) => new ICAL.Component(calendar))
      .filter(({ name }) => name === 'vcalendar');
  } catch (error) {
    throw fault(`is broken (${reasonOf(error)}): export it again`);
  }
}

function fault(message: string): Error {
  return unreadable([{ path: 'file', message }]);
}
