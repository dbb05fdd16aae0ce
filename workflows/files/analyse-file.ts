import { ActivityFailure, isCancellation, log, setCurrentDetails } from '@temporalio/workflow';
import { activitiesOfThisQueue } from '../activities.js';
import type { AnalyseFileInput } from '../contracts/analyse-file.js';

/**
 * Scans a file, reads its text and completes its analysis. Each step is written to the record of the file, and a
 * repeated step finds it. A ticket that is about this file is triaged again with its text.
 */
export async function analyseFile({ fileId }: AnalyseFileInput): Promise<void> {
  const activities = activitiesOfThisQueue();
  setCurrentDetails('Stored. The virus scanner has not seen it yet, if there is one.');
  const { outcome } = await activities.scanFile({ fileId });
  if (outcome === 'gone') {
    setCurrentDetails('The file was removed.');
    return;
  }
  if (outcome === 'infected') {
    await activities.reportInfectedFile({ fileId });
    setCurrentDetails('Rejected by the virus scanner.');
    return;
  }
  setCurrentDetails('Released. Its text is being read.');
  await unlessFailed(() => activities.readFile({ fileId }), fileId);
  const { retriage } = await activities.finishFile({ fileId });
  setCurrentDetails('Analysed.');
  if (retriage === null) return;
  const requestId = `file-${fileId}`;
  // The ticket keeps its triage where this fails: it is final by now, or its workflow is not there.
  await unlessFailed(async () => {
    await activities.rerunTicket({ ticketId: retriage, requestId });
  }, fileId);
}

async function unlessFailed(step: () => Promise<void>, fileId: string): Promise<void> {
  try {
    await step();
  } catch (error) {
    if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
    log.warn('a step of the analysis of a file failed', { fileId, activity: error.activityType });
  }
}
