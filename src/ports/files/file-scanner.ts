/** A virus scanner. */
export interface FileScanner {
  /**
   * Returns the name of the signature that was found; null for a clean file.
   * @throws DomainError `unavailable` while the scanner is away, `invalid_input` for a file beyond its limits.
   */
  scan(content: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<string | null>;
  /** @throws DomainError `unavailable` */
  ping(): Promise<void>;
}
