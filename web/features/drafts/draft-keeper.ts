import type { Schemas } from '../../../src/client/client.js';

type ServerDraft = Schemas['Draft'];

/** A reply and a note never share a text. Requesters write replies only. */
export type Mode = 'reply' | 'note';

/** What this browser keeps of a ticket's unsent texts. `version` is that of the server's text that they continue. */
export interface LocalDraft {
  readonly reply: string;
  readonly note: string;
  readonly mode: Mode;
  readonly version: number;
}

/** A text of another tab or device that differs from this one. */
export interface OtherText {
  readonly mode: Mode;
  readonly text: string;
  readonly savedAt: string | null;
}

export interface DraftState {
  readonly mode: Mode;
  /** The text of the mode. */
  readonly text: string;
  /** True if the other mode has a text. */
  readonly hasOther: boolean;
  /** Where the text is kept now. */
  readonly place: 'nowhere' | 'device' | 'server';
  readonly savedAt: string | null;
  readonly others: readonly OtherText[];
}

export interface DraftDeps {
  readonly load: () => Partial<LocalDraft> | null;
  /** Null removes it. */
  readonly keep: (draft: LocalDraft | null) => void;
  readonly read: () => Promise<ServerDraft>;
  readonly save: (body: string, isNote: boolean, version: number) => Promise<ServerDraft>;
  readonly remove: () => Promise<void>;
  readonly schedule: (run: () => void, afterMs: number) => () => void;
}

/** A pause of typing. */
const SAVE_AFTER_MS = 800;
/** After a failure. */
const RETRY_AFTER_MS = 5_000;

/**
 * Keeps what a person writes on a ticket: at once in this browser, after a pause on the server, which has one text. A text
 * of another tab that this one has not seen is offered, never overwritten.
 */
export class DraftKeeper {
  private texts: Omit<LocalDraft, 'version'> = { reply: '', note: '', mode: 'reply' };
  /** The text that the server has. */
  private saved: { readonly mode: Mode; readonly text: string; readonly at: string | null } | null = null;
  private others: readonly OtherText[] = [];
  private state: DraftState;
  private version = 0;
  private isSaving = false;
  private isStopped = false;
  private cancelSave: (() => void) | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly deps: DraftDeps) {
    const { version = 0, ...texts } = deps.load() ?? {};
    this.version = version;
    this.texts = { ...this.texts, ...texts };
    this.state = this.stateNow();
  }

  readonly current = (): DraftState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Reads the text of the server. Without an answer, the texts of this browser are enough. */
  async start(): Promise<void> {
    this.isStopped = false;
    const known = this.version;
    let draft: ServerDraft;
    try {
      draft = await this.deps.read();
    } catch {
      return;
    }
    const mode = modeOf(draft);
    const mine = this.texts[mode];
    const replaced = draft.replaced.map(toOther);
    this.saved = draft.body === '' ? null : { mode, text: draft.body, at: draft.saved_at };
    if (mine === '' || mine === draft.body || draft.body === '' || draft.version === known) {
      this.version = draft.version;
      this.others = replaced;
      // The mode stays: it must not change under the fingers of a person who has begun to write.
      if (mine === '') this.texts = { ...this.texts, [mode]: draft.body };
    } else {
      // The next save does not know the server's text, so the server keeps it beside this one.
      this.version = 0;
      this.others = [{ mode, text: draft.body, savedAt: draft.saved_at }, ...replaced];
    }
    this.show();
    if (this.state.place === 'device') this.saveSoon(SAVE_AFTER_MS);
  }

  write(text: string, mode = this.texts.mode): void {
    this.put({ ...this.texts, [mode]: text, mode });
    this.saveSoon(SAVE_AFTER_MS);
  }

  /** Switching copies no text. */
  setMode(mode: Mode): void {
    this.put({ ...this.texts, mode });
    if (this.state.place === 'device') this.saveSoon(SAVE_AFTER_MS);
  }

  /** Takes the other text. This one is then offered in its place. */
  exchange(other: OtherText): void {
    const mine = this.texts[other.mode];
    const rest = this.others.filter((each) => each !== other);
    this.others = mine === '' ? rest : [{ mode: other.mode, text: mine, savedAt: null }, ...rest];
    this.write(other.text, other.mode);
  }

  /** Offers no other text any longer. */
  dismissOthers(): void {
    this.others = [];
    this.show();
  }

  /** The text is in the outbox, which keeps it from now on. */
  markSent(mode = this.texts.mode): void {
    this.cancelSave?.();
    this.put({ ...this.texts, [mode]: '' });
  }

  /** The server has the sent text as a comment. Its draft goes, unless the person has written another one. */
  async removeSent(): Promise<void> {
    if (this.state.text !== '') return;
    this.version = 0;
    this.saved = null;
    try {
      await this.deps.remove();
    } catch {
      // It stays on the server and is offered when the ticket is opened again.
    }
  }

  /** A sent text comes back. What was written since stays below it. */
  giveBack(text: string, mode: Mode): void {
    const since = this.texts[mode];
    this.write(since.trim() === '' ? text : `${text}\n\n${since}`, mode);
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
    const { mode } = this.texts;
    const text = this.texts[mode];
    try {
      const draft = await this.deps.save(text, mode === 'note', this.version);
      this.version = draft.version;
      this.saved = text === '' ? null : { mode, text, at: draft.saved_at };
      this.others = draft.replaced.map(toOther).filter((other) => this.texts[other.mode] !== other.text);
      this.put(this.texts);
    } catch {
      if (!this.isStopped) this.saveSoon(RETRY_AFTER_MS);
    } finally {
      this.isSaving = false;
    }
  }

  private put(texts: Omit<LocalDraft, 'version'>): void {
    this.texts = texts;
    const isEmpty = texts.reply === '' && texts.note === '';
    this.deps.keep(isEmpty ? null : { ...texts, version: this.version });
    this.show();
  }

  private show(): void {
    this.state = this.stateNow();
    this.listeners.forEach((listener) => listener());
  }

  private stateNow(): DraftState {
    const { mode } = this.texts;
    const text = this.texts[mode];
    const { saved } = this;
    const isSaved = saved !== null && saved.mode === mode && saved.text === text;
    return {
      mode,
      text,
      hasOther: this.texts[mode === 'note' ? 'reply' : 'note'] !== '',
      place: text === '' ? 'nowhere' : isSaved ? 'server' : 'device',
      savedAt: isSaved ? saved.at : null,
      others: this.others,
    };
  }
}

function modeOf({ is_internal: isNote }: { readonly is_internal: boolean }): Mode {
  return isNote ? 'note' : 'reply';
}

function toOther(text: Schemas['ReplacedDraft']): OtherText {
  return { mode: modeOf(text), text: text.body, savedAt: text.saved_at };
}
