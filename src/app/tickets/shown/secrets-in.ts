import { setImmediate } from 'node:timers/promises';
import { readings, textReadings } from '../../../domain/inbound-mail/traces/decoded-text.js';
import {
  suspectedSecrets,
  type SuspectedSecret,
} from '../../../domain/inbound-mail/traces/secrets-in-text.js';
import { sixDigitNumbers } from '../../../domain/inbound-mail/traces/six-digits.js';
import type { MailedSecrets } from '../../../ports/accounts/security.js';
import { inflate } from './inflated.js';

/** A text that is shorter holds no secret. */
const MIN_LENGTH = 50;
/** Characters until other work of the process can run. */
const CHARACTERS_A_TURN = 200_000;
/** Maximum suspects per change. Checking one takes some microseconds. */
const MAX_SUSPECTS = 20_000;

/** Different numbers of six digits that are kept. A price list has some thousand. */
const MAX_NUMBERS = 20_000;

/** What may be a sign-in code. */
export interface ShownNumbers {
  readonly numbers: ReadonlySet<string>;
  /** True where there are more. */
  readonly isCut: boolean;
}

/** Collects what looks like a mailed secret of ours, and leaves out at once what the server's key says is none. */
export class SecretSearch {
  private readonly suspects = new Map<string, SuspectedSecret>();
  private readonly numbers = new Set<string>();
  private looks = 0;

  constructor(private readonly mailedSecrets: MailedSecrets) {}

  get found(): readonly SuspectedSecret[] {
    return [...this.suspects.values()];
  }

  get foundNumbers(): ShownNumbers {
    return { numbers: this.numbers, isCut: this.numbers.size >= MAX_NUMBERS };
  }

  searchText(text: string): void {
    if (text.length < MIN_LENGTH) {
      this.collectNumbers(text);
      return;
    }
    for (const reading of textReadings(text)) this.search(reading);
  }

  async searchFile(content: Uint8Array): Promise<void> {
    let searched = 0;
    for (const reading of readings(content, inflate)) {
      this.search(reading);
      searched += reading.length;
      if (searched < CHARACTERS_A_TURN) continue;
      searched = 0;
      await setImmediate();
    }
  }

  private collectNumbers(text: string): void {
    for (const number of sixDigitNumbers(text)) {
      if (this.numbers.size >= MAX_NUMBERS) return;
      this.numbers.add(number);
    }
  }

  private search(text: string): void {
    this.collectNumbers(text);
    for (const suspect of suspectedSecrets(text)) {
      const key = suspect.kind === 'reply' ? suspect.token : suspect.id;
      if (this.suspects.has(key)) continue;
      this.looks += 1;
      if (this.looks > MAX_SUSPECTS) return;
      if (this.mayBeOurs(suspect)) this.suspects.set(key, suspect);
    }
  }

  /** The proof of a reply address depends on its generation, which is not known yet. */
  private mayBeOurs(suspect: SuspectedSecret): boolean {
    if (suspect.kind === 'reply') return true;
    return this.mailedSecrets.token(suspect.id).startsWith(`${suspect.id}.${suspect.proof}`);
  }
}
