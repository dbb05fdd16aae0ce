import type { SlaPolicyRepository } from '../../../ports/sla/policies.js';
import type { Revision } from '../../../ports/revisions.js';
import { DomainError } from '../../../domain/errors.js';
import { DEFAULT_POLICY_NAME } from '../../../domain/sla/sla-condition.js';
import { POLICY_DEFAULTS, type SlaPolicy } from '../../../domain/sla/sla.js';
import { MongoRevisions } from '../kit/revisions.js';
import type { Room } from '../schema/collection.js';
import type { StoredRevision } from '../schema/stored-records.js';

/** Cache time of the current policy: every new ticket needs it, and it changes rarely. */
const CURRENT_FOR_MS = 5_000;

/** Policies are few, and written by people. Rules of more are not tried. */
const MAX_POLICIES = 500;

/** The newest version of each policy, and those of them with a rule. */
interface LatestPolicies {
  readonly policies: readonly SlaPolicy[];
  readonly ruled: readonly SlaPolicy[];
  readonly readAt: number;
}

/** Adds defaults of fields that older policies lack. */
function restored(stored: SlaPolicy): SlaPolicy {
  const policy = { ...POLICY_DEFAULTS, ...stored };
  return { ...policy, escalation: policy.escalation.map((step) => ({ ...NO_TEAM, ...step })) };
}

const NO_TEAM = { team: null };

export class MongoSlaPolicyRepository extends MongoRevisions<SlaPolicy> implements SlaPolicyRepository {
  private latest: { readonly policy: SlaPolicy; readonly readAt: number } | null = null;

  private latestOfAll: LatestPolicies | null = null;

  constructor(room: Room<StoredRevision<SlaPolicy>>) {
    super(room, 'SLA policy', restored);
  }

  async current(): Promise<SlaPolicy> {
    const readAt = performance.now();
    if (this.latest !== null && readAt - this.latest.readAt < CURRENT_FOR_MS) return this.latest.policy;
    const newest = await this.find(DEFAULT_POLICY_NAME);
    if (newest === null)
      throw new DomainError('not_found', 'There is no SLA policy. Run `npm run seed` first.');
    this.latest = { policy: newest.content, readAt };
    return newest.content;
  }

  async newest(name: string): Promise<SlaPolicy | null> {
    const { policies } = await this.all();
    return policies.find((policy) => policy.name === name) ?? (await this.find(name))?.content ?? null;
  }

  async ruled(): Promise<readonly SlaPolicy[]> {
    return (await this.all()).ruled;
  }

  private async all(): Promise<LatestPolicies> {
    const readAt = performance.now();
    if (this.latestOfAll !== null && readAt - this.latestOfAll.readAt < CURRENT_FOR_MS) {
      return this.latestOfAll;
    }
    const { items } = await this.list({ pageSize: MAX_POLICIES });
    const policies = items.map(({ content }) => content);
    const ruled = policies.filter(({ rule }) => (rule ?? null) !== null);
    this.latestOfAll = { policies, ruled, readAt };
    return this.latestOfAll;
  }

  override async add(revision: Revision<SlaPolicy>): Promise<void> {
    await super.add(revision);
    this.latest = null;
    this.latestOfAll = null;
  }
}
