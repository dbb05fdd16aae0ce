import type { Connection } from 'mongoose';
import { MAX_CUSTOM_FIELDS, tooManyFields, type CustomField } from '../../../domain/tickets/custom-fields.js';
import type { Revision } from '../../../ports/revisions.js';
import type { CustomFieldRepository } from '../../../ports/tickets/custom-fields.js';
import { MongoShortList } from '../kit/short-list.js';
import type { Models } from '../schema/models.js';

export class MongoCustomFieldRepository extends MongoShortList<CustomField> implements CustomFieldRepository {
  constructor(connection: Connection, models: Models) {
    super(connection, models, {
      room: models.customFields,
      kind: 'custom field',
      lock: 'custom-fields',
      max: MAX_CUSTOM_FIELDS,
      tooMany: tooManyFields,
    });
  }

  override async add(revision: Revision<CustomField>): Promise<void> {
    if (revision.content.version > 1) {
      await super.add(revision);
      this.forget();
      return;
    }
    await this.writeInTurn(async (session) => {
      await super.add(revision, session);
      await this.requireRoom(session);
    });
  }
}
