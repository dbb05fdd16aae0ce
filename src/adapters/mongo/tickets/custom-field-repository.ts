import type { CustomFieldRepository } from '../../../ports/tickets/custom-fields.js';
import type { Revision } from '../../../ports/revisions.js';
import type { Connection } from 'mongoose';
import { MAX_CUSTOM_FIELDS, tooManyFields, type CustomField } from '../../../domain/tickets/custom-fields.js';
import { MongoEditions } from '../sla/revisions.js';
import type { Models } from '../schema/models.js';
import { oneAtATime } from '../kit/one-at-a-time.js';
import { inTransaction } from '../kit/transaction.js';

/** Cache time of the fields: every shown ticket needs them, and they change rarely. */
const KEPT_FOR_MS = 5_000;

export class MongoCustomFieldRepository extends MongoEditions<CustomField> implements CustomFieldRepository {
  private latest: { readonly fields: readonly CustomField[]; readonly readAt: number } | null = null;

  constructor(
    private readonly connection: Connection,
    private readonly models: Models,
  ) {
    super(models.customFields, 'custom field', (stored) => stored);
  }

  async all(): Promise<readonly CustomField[]> {
    const readAt = performance.now();
    if (this.latest !== null && readAt - this.latest.readAt < KEPT_FOR_MS) return this.latest.fields;
    const { items } = await this.list({ pageSize: MAX_CUSTOM_FIELDS });
    const fields = items.map(({ content }) => content);
    this.latest = { fields, readAt };
    return fields;
  }

  override async add(edition: Revision<CustomField>): Promise<void> {
    await (edition.content.version === 1 ? this.addNew(edition) : super.add(edition));
    this.latest = null;
  }

  /** Every field has a first version. */
  private async addNew(edition: Revision<CustomField>): Promise<void> {
    await inTransaction(this.connection, async (session) => {
      await oneAtATime(this.models, 'custom-fields', session);
      await super.add(edition, session);
      const count = await this.models.customFields.collection.countDocuments({ version: 1 }, { session });
      if (count > MAX_CUSTOM_FIELDS) throw tooManyFields();
    });
  }
}
