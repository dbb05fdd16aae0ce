/** Input of `repairSweep`: ids only. A scheduled sweep has neither and uses the id of its run. */
export interface RepairSweepInput {
  readonly sweepId?: string;
  /** The account that requested it. */
  readonly requestedBy?: string;
}

export const REPAIR_SWEEP = 'repairSweep';
