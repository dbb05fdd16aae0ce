/** Input of `trainTriageModel`. A scheduled training has neither and uses the id of its run. */
export interface TrainTriageModelInput {
  readonly trainingId?: string;
  /** The account that requested it. */
  readonly requestedBy?: string;
}

export const TRAIN_TRIAGE_MODEL = 'trainTriageModel';
