/** A Temporal payload in its JSON form: all bytes in base64. Other members stay unchanged. */
export interface JsonPayload {
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  readonly data?: string | undefined;
  readonly [member: string]: unknown;
}

/** Encrypts and decrypts payloads for the Temporal Web UI and the Temporal CLI. */
export interface PayloadCodec {
  /** Encrypts with the first key; returns the payloads unchanged without keys. */
  encode(payloads: readonly JsonPayload[]): Promise<JsonPayload[]>;
  /**
   * Returns unencrypted payloads unchanged.
   * @throws DomainError `invalid_input` naming each payload that cannot be decrypted, and the id of a missing key.
   */
  decode(payloads: readonly JsonPayload[]): Promise<JsonPayload[]>;
}
