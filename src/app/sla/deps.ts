import type { Repositories } from '../../ports/repositories.js';
import type { HolidayReader } from '../../ports/sla/holiday-reader.js';

/** What policies and calendars lean on. */
export interface SlaDeps extends Pick<Repositories, 'policies' | 'calendars'> {
  readonly holidayReader: HolidayReader;
}
