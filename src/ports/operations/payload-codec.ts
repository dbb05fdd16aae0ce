/** A Temporal payload as its JSON form has it: all bytes in base64. Other members are kept as they are. */
export interface JsonPayload {
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  readonly data?: string | undefined;
  readonly [member: string]: unknown;
}

/** Encrypts and decrypts payloads for the Temporal Web UI and the Temporal CLI. */
export interface PayloadCodec {
  /** Under the first key; as it is where no key is set. */
  encode(payloads: readonly JsonPayload[]): Promise<JsonPayload[]>;
  /**
   * What is not encrypted comes back as it is.
   * @throws DomainError `invalid_input` naming each payload that cannot be decrypted, and the id of a key that is missing.
   */
  decode(payloads: readonly JsonPayload[]): Promise<JsonPayload[]>;
}
