import type { Repositories } from '../../ports/repositories.js';
import type { HolidayReader } from '../../ports/sla/holiday-reader.js';

/** Dependencies of policies and calendars. */
export interface SlaDeps extends Pick<Repositories, 'policies' | 'calendars'> {
  readonly holidayReader: HolidayReader;
}
