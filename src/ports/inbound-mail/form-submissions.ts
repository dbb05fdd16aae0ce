import type { FormSubmission } from '../../domain/inbound-mail/form-submission.js';

/** Unconfirmed forms. They are added with the event that mails the link (`AccountChange`). */
export interface FormSubmissions {
  /** Null for one that is unknown or expired. */
  find(id: string, now: Date): Promise<FormSubmission | null>;
}
