import type { SweepReport } from '../src/domain/sweep-report.js';
import { setCurrentDetails, workflowInfo } from '@temporalio/workflow';
import { activitiesOfThisQueue } from './activities.js';
import type { RepairSweepInput } from './contracts/repair-sweep.js';
import { sendApart } from './send-mail.js';

/** Finds and repairs tickets with a wrong workflow, and unpublished events. */
export async function repairSweep(input: RepairSweepInput): Promise<SweepReport> {
  const activities = activitiesOfThisQueue();
  const { sweepId = workflowInfo().firstExecutionRunId, requestedBy = null } = input;
  const findings = await activities.repairTickets({ sweepId, requestedBy });
  const lingering = await activities.pokeLingering({ sweepId });
  const events = await activities.publishStragglers();
  const report = { ...findings, lingering, ...events };
  setCurrentDetails(detailsOf(report));
  const { deliveryIds } = await activities.reportSweep({ sweepId, report });
  await sendApart(deliveryIds);
  return report;
}

function detailsOf({ correctedLoads = 0, ...report }: SweepReport): string {
  const { checked, repaired, lingering, stuck, failed, ...events } = report;
  return [
    '| | |',
    '|---|---|',
    `| Open tickets looked at | ${checked} |`,
    `| Workflows started again | ${repaired.count} |`,
    `| Workflows that should have ended, told to look | ${lingering.count} |`,
    `| Stuck | ${stuck.count} |`,
    `| Not to be judged | ${failed.count} |`,
    `| Loads of assignees corrected | ${correctedLoads} |`,
    `| Events told late / still not told | ${events.published} / ${events.unpublished} |`,
  ].join('\n');
}
