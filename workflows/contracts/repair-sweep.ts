/** Input of `repairSweep`: ids only. The schedule names neither; such a sweep goes by the id of its run. */
export interface RepairSweepInput {
  readonly sweepId?: string;
  /** The account that asked for it. */
  readonly requestedBy?: string;
}

export const REPAIR_SWEEP = 'repairSweep';
