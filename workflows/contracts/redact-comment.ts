/** Input of `redactComment`: what is redacted, and how far it is, is kept with the redaction. */
export interface RedactCommentInput {
  readonly redactionId: string;
}

export const REDACT_COMMENT = 'redactComment';
