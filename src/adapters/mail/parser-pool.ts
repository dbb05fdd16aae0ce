import { DomainError } from '../../domain/errors.js';
import type { ParsedMail } from '../../domain/inbound-mail/parsed-mail.js';
import { Semaphore } from '../../domain/semaphore.js';
import type { MailParser, ParseOptions } from '../../ports/inbound-mail/mail-parser.js';
import { siblingScriptArgs } from '../system/tsx.js';
import type { AskLimits } from '../system/bounded-child.js';
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
/** Keeping an idle process costs less than starting one for the next mail. */
const IDLE_MS = 60_000;

interface IdleChild {
  readonly child: ParserChild;
  readonly timer: NodeJS.Timeout;
}

/**
 * Parses mail in child processes of the worker, in bounded time and memory.
 * They start on first use and are reused. A mail that kills one does not affect the others.
 */
export class ParserPool implements MailParser {
  private readonly turns = new Semaphore(MAX_QUICK);
  private readonly children = new Set<ParserChild>();
  private readonly idle: IdleChild[] = [];
  private parsing = 0;
  private isThoroughBusy = false;
  private isClosed = false;

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
  async close(): Promise<void> {
    this.isClosed = true;
    for (const { timer } of this.idle) clearTimeout(timer);
    for (const child of this.children) child.kill();
    await Promise.all([...this.children].map(({ exited }) => exited));
  }

  private async parseQuickly(raw: Uint8Array, signal: AbortSignal | undefined): Promise<ParsedMail> {
    const isOver = (ms: number) =>
      ms > QUICK.timeoutMs || (ms > QUICK.crowdedMs && this.parsing === MAX_QUICK);
    const child = this.takeIdle() ?? (await this.start(QUICK.maxMegabytes));
    let isFit = true;
    this.parsing += 1;
    try {
      const { mail, isWorn } = await this.parseIn(child, raw, { isOver, signal });
      isFit = !isWorn;
      return mail;
    } finally {
      this.parsing -= 1;
      if (isFit && child.isAlive && !this.isClosed) this.keep(child);
      else child.kill();
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
      this.throwIfClosed();
      limits.signal?.throwIfAborted();
      return await child.parse(raw, limits);
    } catch (error) {
      this.throwIfClosed();
      throw error;
    }
  }

  private async start(maxMegabytes: number): Promise<ParserChild> {
    this.throwIfClosed();
    const child = new ParserChild(this.script, maxMegabytes);
    this.children.add(child);
    void child.exited.then(() => this.children.delete(child));
    await child.ready();
    return child;
  }

  private throwIfClosed(): void {
    if (this.isClosed) throw new DomainError('unavailable', 'This worker is stopping.');
  }

  /** The one that was used last: the others are ended when they have been idle for long. */
  private takeIdle(): ParserChild | null {
    for (let last = this.idle.pop(); last !== undefined; last = this.idle.pop()) {
      clearTimeout(last.timer);
      if (last.child.isAlive) return last.child;
    }
    return null;
  }

  private keep(child: ParserChild): void {
    const end = () => {
      this.idle.splice(this.idle.indexOf(idle), 1);
      child.kill();
    };
    const idle = { child, timer: setTimeout(end, IDLE_MS).unref() };
    this.idle.push(idle);
  }
}
