import { DomainError } from '../../domain/errors.js';
import { policyRef, type SlaPolicy } from '../../domain/sla.js';
import type { SlaPolicyRepository } from '../../ports/repositories.js';
import { isDuplicateKey } from './duplicate-key.js';
import type { Models, StoredPolicy } from './models.js';

/** For how long the current policy is taken from memory: every new ticket asks for it, and it changes once a month. */
const CURRENT_FOR_MS = 5_000;

const DEFAULT_NAME = 'default';

export class MongoSlaPolicyRepository implements SlaPolicyRepository {
  /** Versions never change, so they can be kept for good. */
  private readonly byReference = new Map<string, SlaPolicy>();
  private latest: { readonly policy: SlaPolicy; readonly readAt: number } | null = null;

  constructor(private readonly models: Models) {}

  async current(): Promise<SlaPolicy> {
    const readAt = performance.now();
    if (this.latest !== null && readAt - this.latest.readAt < CURRENT_FOR_MS) return this.latest.policy;
    const stored = await this.models.policies.model
      .findOne({ name: DEFAULT_NAME })
      .sort({ version: -1 })
      .lean<StoredPolicy>();
    if (stored === null)
      throw new DomainError('not_found', 'There is no SLA policy. Run `npm run seed` first.');
    const policy = fromStoredPolicy(stored);
    this.latest = { policy, readAt };
    return policy;
  }

  async byRef(ref: string): Promise<SlaPolicy> {
    const known = this.byReference.get(ref);
    if (known !== undefined) return known;
    const stored = await this.models.policies.model.findById(ref).lean<StoredPolicy>();
    if (stored === null) throw new DomainError('not_found', `There is no SLA policy ${ref}.`);
    const policy = fromStoredPolicy(stored);
    this.byReference.set(ref, policy);
    return policy;
  }

  async addIfMissing(policy: SlaPolicy): Promise<boolean> {
    try {
      await this.models.policies.collection.insertOne({ _id: policyRef(policy), ...policy });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }
}

/** What came to policies later, as it was for those of before. */
const LATER_FIELDS = { acknowledgeMinutes: null, reminderMinutes: null } as const;

function fromStoredPolicy({ _id: _ref, ...policy }: StoredPolicy): SlaPolicy {
  return { ...LATER_FIELDS, ...policy };
}
