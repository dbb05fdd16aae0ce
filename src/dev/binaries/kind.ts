import type { Progress } from '../report.js';

/** A way to get a binary that is not on this machine yet. */
export interface BinarySource {
  /** Follows "trying": "the official download". */
  readonly label: string;
  /**
   * Makes the binary somewhere below `workDir`, which is removed afterwards, and returns its path.
   * @throws Error with the reason in one line. It must give up soon where a host does not answer.
   */
  fetch(workDir: string, progress: Progress): Promise<string>;
}

/** A server program: how it is called, what makes it good enough, where it comes from. */
export interface BinaryKind {
  readonly command: string;
  /** The common name of the server. */
  readonly service: string;
  /** The variable that names a binary. */
  readonly variable: string;
  /** The variable that names a running server instead. */
  readonly addressVariable: string;
  readonly minimumVersion: string;
  /** Finds the version to compare in what `--version` prints. */
  readonly versionPattern: RegExp;
  /** In the order in which they are tried. */
  readonly sources: readonly BinarySource[];
  /** How to install it, for the message when every attempt failed. */
  readonly advice: string;
}
