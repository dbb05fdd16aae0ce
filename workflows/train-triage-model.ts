import { setCurrentDetails, workflowInfo } from '@temporalio/workflow';
import { activitiesOfThisQueue } from './activities.js';
import type { TrainTriageModelInput } from './contracts/train-triage-model.js';

/** Trains a version of the local classifier, and activates it if it is better than the active one. */
export async function trainTriageModel(input: TrainTriageModelInput): Promise<void> {
  const { trainingId = workflowInfo().firstExecutionRunId, requestedBy = null } = input;
  const { result } = await activitiesOfThisQueue().trainTriageModel({ trainingId, requestedBy });
  setCurrentDetails(`Training: ${result.replaceAll('_', ' ')}`);
}
