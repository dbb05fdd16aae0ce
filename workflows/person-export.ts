import { CancellationScope, setCurrentDetails } from '@temporalio/workflow';
import { activitiesOfThisQueue } from './activities.js';
import type { PersonExportInput } from './contracts/person-export.js';

/**
 * Writes all data of a person to a file.
 * An export that does not finish in time is given up and recorded as failed.
 */
export async function personExport({ jobId }: PersonExportInput): Promise<void> {
  const activities = activitiesOfThisQueue();
  try {
    const { rows } = await activities.writePersonExport({ jobId });
    setCurrentDetails(`${rows} rows are in the file.`);
  } catch (error) {
    await CancellationScope.nonCancellable(() => activities.failPersonExport({ jobId }));
    throw error;
  }
}
