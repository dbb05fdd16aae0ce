import type { Calendar } from '../../domain/sla/calendar/calendar.js';
import type { SlaPolicy } from '../../domain/sla/sla.js';
import type { VersionedRepository } from '../revisions.js';

export interface SlaPolicyRepository extends VersionedRepository<SlaPolicy> {
  /** The policy for new tickets. May be some seconds old. */
  current(): Promise<SlaPolicy>;
  /** The newest version of a policy. May be some seconds old. */
  newest(name: string): Promise<SlaPolicy | null>;
  /** The newest versions of the policies with a rule. May be some seconds old. */
  ruled(): Promise<readonly SlaPolicy[]>;
}

export type CalendarRepository = VersionedRepository<Calendar>;
