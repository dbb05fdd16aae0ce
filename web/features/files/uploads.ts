import type { Problem, Schemas } from '../../../src/client/client.js';

type StoredFile = Pick<Schemas['File'], 'id' | 'name' | 'size_bytes' | 'type' | 'state'>;

/** A file on its way into a text that is not sent yet. */
export interface Upload {
  /** Of this browser. */
  readonly key: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly state: 'sending' | 'failed' | StoredFile['state'];
  /** The share that has left, from 0 to 1. */
  readonly share: number;
  /** Once the server has it. */
  readonly id?: string;
  readonly type?: string;
  /** Why it was refused, or rejected by the virus scanner. Null if no answer came. */
  readonly reason?: string | null;
}

/** What is kept over a reload: files that the server has. */
export type KeptUploads = readonly Upload[];

export interface Transfer {
  /** Resolves with the answer of the server. @throws Problem of the API; anything else if no answer came */
  readonly done: Promise<StoredFile>;
  readonly cancel: () => void;
}

export interface UploadDeps {
  readonly load: () => KeptUploads | null;
  readonly keep: (uploads: KeptUploads | null) => void;
  readonly send: (file: File, onShare: (share: number) => void) => Transfer;
  readonly read: (id: string) => Promise<Schemas['File']>;
  readonly remove: (id: string) => Promise<void>;
  readonly schedule: (run: () => void, afterMs: number) => () => void;
  readonly newKey: () => string;
}

/** The API takes no more with one comment or ticket. */
export const MAX_FILES = 20;
const LOOK_EVERY_MS = 2_000;
/** Then the person reads the state elsewhere: a scanner may be away for long. */
const MAX_LOOKS = 60;

/** The files of a text that is being written: sent at once, watched until they are read, and kept over a reload. */
export class Uploads {
  private uploads: readonly Upload[];
  private readonly transfers = new Map<string, Transfer>();
  private readonly files = new Map<string, File>();
  private readonly listeners = new Set<() => void>();
  private cancelLook: (() => void) | undefined;
  private looks = 0;

  constructor(private readonly deps: UploadDeps) {
    this.uploads = deps.load() ?? [];
  }

  readonly current = (): readonly Upload[] => this.uploads;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Looks after files of an earlier page. */
  start(): void {
    this.lookSoon();
  }

  /** The screen is left. Files that are on their way are given up: the text that they belong to has no place for them. */
  stop(): void {
    this.cancelLook?.();
    for (const transfer of this.transfers.values()) transfer.cancel();
  }

  /** Sends files, and returns how many are beyond the limit. */
  add(files: readonly File[]): number {
    const taken = files.slice(0, Math.max(0, MAX_FILES - this.uploads.length));
    for (const file of taken) {
      const key = this.deps.newKey();
      this.files.set(key, file);
      const { name, size: sizeBytes } = file;
      this.change([...this.uploads, { key, name, sizeBytes, share: 0, state: 'sending' }]);
      void this.send(key, file);
    }
    return files.length - taken.length;
  }

  /** Sends a failed file again. */
  retry(key: string): void {
    const file = this.files.get(key);
    if (file === undefined) return;
    this.patch(key, { state: 'sending', share: 0 });
    void this.send(key, file);
  }

  /** Stops a file on its way, or deletes it from the server. */
  remove(key: string): void {
    const upload = this.uploads.find((one) => one.key === key);
    this.transfers.get(key)?.cancel();
    this.files.delete(key);
    this.change(this.uploads.filter((one) => one.key !== key));
    // The server deletes it after a day without a ticket.
    if (upload?.id !== undefined) void this.deps.remove(upload.id).catch(() => undefined);
  }

  /** Takes the files for a text that is sent now. They belong to it from here on. */
  take(): readonly Upload[] {
    const taken = this.uploads;
    this.change([]);
    return taken;
  }

  /** The text came back: so do its files. */
  restore(uploads: readonly Upload[]): void {
    this.change([...uploads, ...this.uploads]);
    this.lookSoon();
  }

  private async send(key: string, file: File): Promise<void> {
    const transfer = this.deps.send(file, (share) => this.patch(key, { share }));
    this.transfers.set(key, transfer);
    try {
      const stored = await transfer.done;
      // It was removed while the answer was on its way.
      if (!this.patch(key, { id: stored.id, state: stored.state, type: stored.type, share: 1 })) {
        void this.deps.remove(stored.id).catch(() => undefined);
      }
      this.looks = 0;
      this.lookSoon();
    } catch (error) {
      this.patch(key, { state: 'failed', reason: isProblem(error) ? error.detail : null });
    } finally {
      this.transfers.delete(key);
    }
  }

  private lookSoon(): void {
    this.cancelLook?.();
    if (!this.uploads.some(isWatched) || this.looks >= MAX_LOOKS) return;
    this.cancelLook = this.deps.schedule(() => void this.look(), LOOK_EVERY_MS);
  }

  private async look(): Promise<void> {
    this.looks += 1;
    await Promise.all(
      this.uploads.filter(isWatched).map(async ({ key, id = '' }) => {
        try {
          const { state, rejected_because: reason, type } = await this.deps.read(id);
          this.patch(key, { state, type, reason });
        } catch (error) {
          if (isProblem(error) && error.code === 'not_found') this.remove(key);
        }
      }),
    );
    this.lookSoon();
  }

  private patch(key: string, part: Partial<Upload>): boolean {
    if (!this.uploads.some((one) => one.key === key)) return false;
    this.change(this.uploads.map((one) => (one.key === key ? { ...one, ...part } : one)));
    return true;
  }

  private change(next: readonly Upload[]): void {
    this.uploads = next;
    const kept = next.filter(({ id }) => id !== undefined);
    this.deps.keep(kept.length === 0 ? null : kept);
    this.listeners.forEach((listener) => listener());
  }
}

function isWatched({ id, state }: Upload): boolean {
  return id !== undefined && state !== 'ready' && state !== 'rejected';
}

/** True while a text must wait for its files: one is on its way, or cannot be sent with it. */
export function mustWait(uploads: readonly Upload[]): boolean {
  return uploads.some(({ state }) => state === 'sending' || state === 'failed' || state === 'rejected');
}

export function fileIds(uploads: readonly Upload[]): string[] {
  return uploads.flatMap(({ id }) => (id === undefined ? [] : [id]));
}

function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'code' in error && 'detail' in error;
}
