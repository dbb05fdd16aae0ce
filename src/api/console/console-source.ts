/** An account that the sign-in page of a development system offers with one click. */
interface OfferedAccount {
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly password: string;
}

/** The browser console of this installation. */
export interface ConsoleSource {
  /** Directory of the build. */
  readonly directory: string;
  readonly accounts: readonly OfferedAccount[];
}
