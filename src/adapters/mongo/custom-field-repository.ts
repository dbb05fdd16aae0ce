import { MAX_CUSTOM_FIELDS, type CustomField } from '../../domain/custom-fields.js';
import type { CustomFieldRepository, Edition } from '../../ports/repositories.js';
import { MongoEditions } from './editions.js';
import type { Room, StoredEdition } from './models.js';

/** For how long the fields are taken from memory: every ticket that is shown asks for them, and they change rarely. */
const KEPT_FOR_MS = 5_000;

export class MongoCustomFieldRepository extends MongoEditions<CustomField> implements CustomFieldRepository {
  private latest: { readonly fields: readonly CustomField[]; readonly readAt: number } | null = null;

  constructor(room: Room<StoredEdition<CustomField>>) {
    super(room, 'custom field', (stored) => stored);
  }

  async all(): Promise<readonly CustomField[]> {
    const readAt = performance.now();
    if (this.latest !== null && readAt - this.latest.readAt < KEPT_FOR_MS) return this.latest.fields;
    const { items } = await this.list({ pageSize: MAX_CUSTOM_FIELDS });
    const fields = items.map(({ content }) => content);
    this.latest = { fields, readAt };
    return fields;
  }

  override async add(edition: Edition<CustomField>): Promise<void> {
    await super.add(edition);
    this.latest = null;
  }
}
