import type { FormSubmission } from '../../../domain/inbound-mail/form-submission.js';
import type { FormSubmissions } from '../../../ports/inbound-mail/form-submissions.js';
import { fromStored } from '../kit/documents.js';
import type { Models } from '../schema/models.js';

/** The collection `form_submissions`. MongoDB's TTL deletes up to a minute late, hence the check of the date. */
export class MongoFormSubmissions implements FormSubmissions {
  constructor(private readonly models: Models) {}

  async find(id: string, now: Date): Promise<FormSubmission | null> {
    const found = await this.models.formSubmissions.collection.findOne({ _id: id });
    return found === null || found.expiresAt <= now ? null : fromStored<FormSubmission>(found);
  }
}
