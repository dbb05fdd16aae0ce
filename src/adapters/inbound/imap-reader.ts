import { addDays } from '../../domain/time.js';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../ports/clock.js';
import type { Logger } from '../../ports/logger.js';
import type { MailboxLeases, MailboxRecord } from '../../ports/inbound-mail/mailboxes.js';
import type { NoteUnkept, TakeMail, UnkeptMail } from '../../ports/inbound-mail/received-mails.js';
import { OpenMailbox, type ListedMessage, type MailboxAddress } from './mailbox.js';

/** Lease of the reader: after a crash, another one takes over within this time. */
const LEASE_MS = 30_000;
/** Servers forget to tell, and some cannot. */
const POLL_MS = 60_000;
const [FIRST_PAUSE_MS, LONGEST_PAUSE_MS] = [1_000, 60_000];
/**
 * Connection failures over one message before it is skipped, within about five minutes.
 * Otherwise no other would arrive.
 */
const MAX_BREAKS = 10;

export interface ImapReaderOptions {
  readonly address: MailboxAddress;
  /** The name of the mailbox among all mailboxes. */
  readonly mailbox: string;
  readonly maxBytes: number;
  /**
   * Maximum age of a message.
   * The record of an older one may have expired, so it could be processed twice.
   */
  readonly keepDays: number;
  /** Whether messages are marked as seen once they are stored. */
  readonly marksSeen: boolean;
  /** This process, among possible readers of the mailbox. */
  readonly holder: string;
  /** Shorter for tests. */
  readonly leaseMs?: number;
  readonly pollMs?: number;
  readonly longestPauseMs?: number;
}

interface Parts {
  readonly leases: MailboxLeases;
  readonly take: TakeMail;
  readonly noteUnkept: NoteUnkept;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Reads a mailbox while the process runs, one worker at a time.
 * It saves the position after each stored message, never before. After a crash, the next reader reads the message
 * again and finds it stored. Deletes nothing.
 */
export class ImapReader {
  private readonly stop = new AbortController();
  private readonly leaseMs: number;
  private readonly loop: Promise<void>;
  /** The message over which the line broke last, and how often it has. */
  private broken = { key: '', times: 0 };

  constructor(
    private readonly options: ImapReaderOptions,
    private readonly parts: Parts,
  ) {
    this.leaseMs = options.leaseMs ?? LEASE_MS;
    this.loop = this.readForEver();
  }

  async close(): Promise<void> {
    this.stop.abort();
    await this.loop;
  }

  private async readForEver(): Promise<void> {
    const longestMs = this.options.longestPauseMs ?? LONGEST_PAUSE_MS;
    let failures = 0;
    while (!this.stop.signal.aborted) {
      try {
        const held = await this.hold();
        if (held !== null) await this.readWhileHeld(held, () => (failures = 0));
        await this.pause(this.leaseMs / 3);
      } catch (error) {
        failures += 1;
        this.parts.logger.warn({ reason: wordsOf(error) }, 'mailbox read failed; retrying');
        await this.pause(Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), longestMs));
      }
    }
  }

  private async readWhileHeld(held: MailboxRecord, onSuccess: () => void): Promise<void> {
    const lost = new AbortController();
    const signal = AbortSignal.any([this.stop.signal, lost.signal]);
    const renewal = setInterval(() => {
      this.hold().then(
        (still) => still ?? lost.abort(),
        () => lost.abort(),
      );
    }, this.leaseMs / 3);
    try {
      const mailbox = await OpenMailbox.open(this.options.address);
      const cut = () => mailbox.cut();
      signal.addEventListener('abort', cut);
      this.parts.logger.info({}, 'IMAP reader started');
      try {
        await this.follow(mailbox, held, signal, onSuccess);
      } finally {
        signal.removeEventListener('abort', cut);
        await mailbox.close();
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      clearInterval(renewal);
      await this.parts.leases.release(this.options.mailbox, this.options.holder).catch(() => undefined);
    }
  }

  private async follow(
    mailbox: OpenMailbox,
    { since, place }: MailboxRecord,
    signal: AbortSignal,
    onSuccess: () => void,
  ): Promise<void> {
    const isSameNumbering = place?.uidValidity === mailbox.uidValidity;
    if (place !== null && !isSameNumbering) {
      this.parts.logger.warn({}, 'mailbox UIDs changed; reading it again');
    }
    let uid: number | null = isSameNumbering ? place.lastUid : 0;
    for (;;) {
      uid = await this.readAbove(mailbox, uid, since, signal);
      if (uid === null) return;
      onSuccess();
      await mailbox.untilNews(this.options.pollMs ?? POLL_MS, signal);
    }
  }

  /** Reads new messages and returns the last one; null once another worker owns the mailbox. */
  private async readAbove(
    mailbox: OpenMailbox,
    uid: number,
    since: Date,
    signal: AbortSignal,
  ): Promise<number | null> {
    let lastUid = uid;
    for (const message of await mailbox.listAbove(uid)) {
      if (signal.aborted) return null;
      lastUid = message.uid;
      if (!this.isToBeRead(message, since)) continue;
      await this.readOne(mailbox, message, signal);
      if (!(await this.note(mailbox, lastUid))) return null;
    }
    const isStillOurs = lastUid === uid || (await this.note(mailbox, lastUid));
    return isStillOurs && !signal.aborted ? lastUid : null;
  }

  private async readOne(mailbox: OpenMailbox, message: ListedMessage, signal: AbortSignal): Promise<void> {
    const { maxBytes, marksSeen } = this.options;
    if (message.sizeBytes > maxBytes) return this.leave(mailbox, message, 'too_large');
    const { key, times } = this.broken;
    if (key === this.keyOf(mailbox, message) && times >= MAX_BREAKS) {
      return this.leave(mailbox, message, 'unreadable');
    }
    const raw = await this.fetch(mailbox, message, signal);
    // Another program has deleted it.
    if (raw === null) return;
    if (raw.length > maxBytes) return this.leave(mailbox, message, 'too_large');
    await this.parts.take({ source: 'imap', recipients: [], raw });
    if (marksSeen) await mailbox.markSeen(message.uid);
  }

  private async fetch(
    mailbox: OpenMailbox,
    message: ListedMessage,
    signal: AbortSignal,
  ): Promise<Uint8Array | null> {
    try {
      return await mailbox.fetch(message.uid, this.options.maxBytes + 1);
    } catch (error) {
      const key = this.keyOf(mailbox, message);
      const times = this.broken.key === key ? this.broken.times + 1 : 1;
      if (!signal.aborted) this.broken = { key, times };
      throw error;
    }
  }

  private note({ uidValidity }: OpenMailbox, lastUid: number): Promise<boolean> {
    return this.parts.leases.note(this.options.mailbox, this.options.holder, { uidValidity, lastUid });
  }

  /** Messages that were read before the first run are skipped. */
  private isToBeRead({ isSeen, arrivedAt }: ListedMessage, since: Date): boolean {
    const oldest = addDays(this.parts.clock.now(), -this.options.keepDays);
    return arrivedAt >= oldest && (!isSeen || arrivedAt >= since);
  }

  /** Nothing is deleted: it stays in the mailbox, and is listed as failed. */
  private async leave(
    mailbox: OpenMailbox,
    message: ListedMessage,
    fault: UnkeptMail['fault'],
  ): Promise<void> {
    const { sizeBytes } = message;
    await this.parts.noteUnkept({ source: 'imap', key: this.keyOf(mailbox, message), sizeBytes, fault });
  }

  private keyOf({ uidValidity }: OpenMailbox, { uid }: ListedMessage): string {
    return `imap:${this.options.mailbox}:${uidValidity}:${uid}`;
  }

  private hold(): Promise<MailboxRecord | null> {
    const now = this.parts.clock.now();
    const until = new Date(now.getTime() + this.leaseMs);
    return this.parts.leases.hold(this.options.mailbox, this.options.holder, now, until);
  }

  private async pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.stop.signal }).catch(() => undefined);
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
