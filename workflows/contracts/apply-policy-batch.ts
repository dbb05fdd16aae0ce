import { defineQuery } from '@temporalio/workflow';
import type { PolicyMoveOrder, PolicyMoveProgress } from '../../src/domain/policy-changes/policy-job.js';

/**
 * Input of `applyPolicyBatch`.
 * `afterId` and `progress` are set when a long job continues in a new run.
 */
export interface ApplyPolicyInput extends PolicyMoveOrder {
  readonly afterId?: string;
  readonly progress?: PolicyMoveProgress;
}

export const APPLY_POLICY_BATCH = 'applyPolicyBatch';

export const policyMoveProgress = defineQuery<PolicyMoveProgress>('progress');
