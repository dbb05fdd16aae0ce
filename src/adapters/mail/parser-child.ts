import type { ParsedMail } from '../../domain/inbound-mail/parsed-mail.js';
import { BoundedChild, type AskLimits } from '../system/bounded-child.js';
import { readAnswer } from './parser-answer.js';

/** Limits of V8's own heap. The watchdog in the process limits the total memory. */
const HEAP = ['--max-old-space-size=128', '--max-semi-space-size=8'];

/** A process that parses mail, one at a time. */
export class ParserChild extends BoundedChild {
  /** @param script arguments with which node runs a parser process */
  constructor(script: readonly string[], maxMegabytes: number) {
    super({ name: 'mail parser', script, heap: HEAP, maxMegabytes });
  }

  /**
   * Kills the process when the mail takes too long or the signal aborts.
   * `isWorn` in the result: it should parse no more.
   * @throws DomainError `invalid_input`, `parse_timed_out`, `parse_crashed`; the reason of the signal.
   */
  parse(
    raw: Uint8Array,
    limits: AskLimits,
  ): Promise<{ readonly mail: ParsedMail; readonly isWorn: boolean }> {
    return this.ask([raw], readAnswer, limits);
  }
}
