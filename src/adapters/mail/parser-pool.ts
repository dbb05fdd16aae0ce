import { DomainError } from '../../domain/errors.js';
import type { ParsedMail } from '../../domain/inbound-mail/parsed-mail.js';
import { Semaphore } from '../../domain/semaphore.js';
import type { MailParser, ParseOptions } from '../../ports/inbound-mail/mail-parser.js';
import { siblingScriptArgs } from '../system/tsx.js';
import type { AskLimits } from '../system/bounded-child.js';
import { ChildPool } from '../system/child-pool.js';
import { ParserChild } from './parser-child.js';

/**
 * The limits of a quick parse.
 * A mail of 100 kB takes some 10 ms, one of 25 MB some 200. A parse may take longer while no other mail waits. So
 * twenty endless mails, four at a time, delay the next one by five times `crowdedMs`.
 */
const QUICK = { timeoutMs: 3_000, crowdedMs: 700, maxMegabytes: 192 };
const THOROUGH = { timeoutMs: 10_000, maxMegabytes: 256 };

/** As many as a worker processes mails at a time. */
const MAX_QUICK = 4;
const THOROUGH_RETRY_SECONDS = 5;
const IDLE_MS = 60_000;

/**
 * Parses mail in child processes of the worker, in bounded time and memory.
 * They start on first use and are reused. A mail that kills one does not affect the others.
 */
export class ParserPool implements MailParser {
  private readonly turns = new Semaphore(MAX_QUICK);
  private readonly pool = new ChildPool<ParserChild>(IDLE_MS);
  private parsing = 0;
  private isThoroughBusy = false;

  /** @param script arguments with which node runs a parser process */
  constructor(private readonly script = siblingScriptArgs('./parser-process', import.meta.url)) {}

  async parse(raw: Uint8Array, { effort = 'quick', signal }: ParseOptions = {}): Promise<ParsedMail> {
    switch (effort) {
      case 'quick':
        return this.turns.withPermit(() => this.parseQuickly(raw, signal));
      case 'thorough':
        return this.parseThoroughly(raw, signal);
    }
  }

  /** Ends all processes. A parse in progress fails with `unavailable`: another worker takes the mail. */
  close(): Promise<void> {
    return this.pool.close();
  }

  private async parseQuickly(raw: Uint8Array, signal: AbortSignal | undefined): Promise<ParsedMail> {
    const isOver = (ms: number) =>
      ms > QUICK.timeoutMs || (ms > QUICK.crowdedMs && this.parsing === MAX_QUICK);
    const child = this.pool.takeIdle() ?? (await this.start(QUICK.maxMegabytes));
    let isFit = true;
    this.parsing += 1;
    try {
      const { mail, isWorn } = await this.parseIn(child, raw, { isOver, signal });
      isFit = !isWorn;
      return mail;
    } finally {
      this.parsing -= 1;
      this.pool.giveBack(child, isFit);
    }
  }

  /**
   * One at a time, in its own process: these mails have crashed a process before, and other mail needs the places.
   */
  private async parseThoroughly(raw: Uint8Array, signal: AbortSignal | undefined): Promise<ParsedMail> {
    if (this.isThoroughBusy) {
      const retry = { retryAfterSeconds: THOROUGH_RETRY_SECONDS };
      throw new DomainError('unavailable', 'Another mail is being parsed with the larger limits.', retry);
    }
    this.isThoroughBusy = true;
    try {
      const child = await this.start(THOROUGH.maxMegabytes);
      try {
        const isOver = (ms: number) => ms > THOROUGH.timeoutMs;
        return (await this.parseIn(child, raw, { isOver, signal })).mail;
      } finally {
        child.kill();
      }
    } finally {
      this.isThoroughBusy = false;
    }
  }

  private async parseIn(child: ParserChild, raw: Uint8Array, limits: AskLimits) {
    try {
      this.pool.throwIfClosed();
      limits.signal?.throwIfAborted();
      return await child.parse(raw, limits);
    } catch (error) {
      this.pool.throwIfClosed();
      throw error;
    }
  }

  private start(maxMegabytes: number): Promise<ParserChild> {
    return this.pool.start(() => new ParserChild(this.script, maxMegabytes));
  }
}
