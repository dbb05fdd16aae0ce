import type { Schemas } from '../../../src/client/client.js';

type ServerDraft = Schemas['Draft'];

/** What this browser keeps of a draft: the text, and the version of the server's text that it continues. */
export interface LocalDraft {
  readonly text: string;
  readonly version: number;
}

/** A text of another tab or device that differs from this one. */
export interface OtherText {
  readonly text: string;
  readonly savedAt: string | null;
}

export interface DraftState {
  readonly text: string;
  /** Where the text is kept now. */
  readonly place: 'nowhere' | 'device' | 'server';
  readonly savedAt: string | null;
  readonly others: readonly OtherText[];
}

export interface DraftDeps {
  readonly load: () => LocalDraft | null;
  /** Null removes it. */
  readonly keep: (draft: LocalDraft | null) => void;
  readonly read: () => Promise<ServerDraft>;
  readonly save: (body: string, version: number) => Promise<ServerDraft>;
  readonly remove: () => Promise<void>;
  readonly schedule: (run: () => void, afterMs: number) => () => void;
}

/** A pause of typing. */
const SAVE_AFTER_MS = 800;
/** After a failure. */
const RETRY_AFTER_MS = 5_000;

/**
 * Keeps what a person writes: at once in this browser, after a pause on the server. A text of another tab that this one
 * has not seen is offered, never overwritten.
 */
export class DraftKeeper {
  private state: DraftState = { text: '', place: 'nowhere', savedAt: null, others: [] };
  private version = 0;
  private isSaving = false;
  private isStopped = false;
  private cancelSave: (() => void) | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly deps: DraftDeps) {
    const local = deps.load();
    if (local === null) return;
    this.version = local.version;
    this.state = { ...this.state, text: local.text, place: 'device' };
  }

  readonly current = (): DraftState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Reads the text of the server. Without an answer, the text of this browser is enough. */
  async start(): Promise<void> {
    this.isStopped = false;
    const known = this.version;
    let draft: ServerDraft;
    try {
      draft = await this.deps.read();
    } catch {
      return;
    }
    const others = draft.replaced.map(toOther);
    if (this.state.text === '') {
      this.version = draft.version;
      this.change({
        text: draft.body,
        place: draft.body === '' ? 'nowhere' : 'server',
        savedAt: draft.saved_at,
        others,
      });
      return;
    }
    if (this.state.text === draft.body || draft.body === '' || draft.version === known) {
      this.version = draft.version;
      const isKept = this.state.text === draft.body;
      this.change({ others, ...(isKept ? { place: 'server', savedAt: draft.saved_at } : {}) });
    } else {
      // The next save does not know the server's text, so the server keeps it beside this one.
      this.version = 0;
      this.change({ others: [{ text: draft.body, savedAt: draft.saved_at }, ...others] });
    }
    if (this.state.text !== draft.body) this.saveSoon(SAVE_AFTER_MS);
  }

  write(text: string): void {
    this.change({ text, place: text === '' ? 'nowhere' : 'device' });
    this.deps.keep(text === '' ? null : { text, version: this.version });
    this.saveSoon(SAVE_AFTER_MS);
  }

  /** Takes the other text. This one is then offered in its place. */
  exchange(other: OtherText): void {
    const mine = this.state.text;
    const others = this.state.others.filter((each) => each !== other);
    this.change({ others: mine === '' ? others : [{ text: mine, savedAt: null }, ...others] });
    this.write(other.text);
  }

  /** Offers no other text any longer. */
  dismissOthers(): void {
    this.change({ others: [] });
  }

  /** The text is in the outbox, which keeps it from now on. */
  markSent(): void {
    this.cancelSave?.();
    this.deps.keep(null);
    this.change({ text: '', place: 'nowhere', savedAt: null });
  }

  /** The server has decided on the sent text. Nothing of it stays, unless the person has written on. */
  async removeSent(): Promise<void> {
    if (this.state.text !== '') return;
    this.version = 0;
    try {
      await this.deps.remove();
    } catch {
      // It stays on the server and is offered when the ticket is opened again.
    }
  }

  /** The screen is left. What is not on the server yet is in this browser. */
  stop(): void {
    this.isStopped = true;
    this.cancelSave?.();
    if (this.state.place === 'device') void this.save();
  }

  private saveSoon(afterMs: number): void {
    this.cancelSave?.();
    this.cancelSave = this.deps.schedule(() => void this.save(), afterMs);
  }

  private async save(): Promise<void> {
    if (this.isSaving) {
      this.saveSoon(SAVE_AFTER_MS);
      return;
    }
    this.isSaving = true;
    const { text } = this.state;
    try {
      const draft = await this.deps.save(text, this.version);
      this.version = draft.version;
      if (this.state.text !== '') this.deps.keep({ text: this.state.text, version: this.version });
      const isSame = this.state.text === text;
      const place = text === '' ? 'nowhere' : 'server';
      this.change({
        others: draft.replaced.map(toOther).filter((other) => other.text !== this.state.text),
        ...(isSame ? { place, savedAt: draft.saved_at } : {}),
      });
    } catch {
      if (!this.isStopped) this.saveSoon(RETRY_AFTER_MS);
    } finally {
      this.isSaving = false;
    }
  }

  private change(next: Partial<DraftState>): void {
    this.state = { ...this.state, ...next };
    this.listeners.forEach((listener) => listener());
  }
}

function toOther({ body, saved_at: savedAt }: Schemas['ReplacedDraft']): OtherText {
  return { text: body, savedAt };
}
