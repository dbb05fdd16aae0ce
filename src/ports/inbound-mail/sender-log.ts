/**
 * An effect of a mail that sends a mail to its author or others.
 * `receipt`: to any author, `confirmed`: to an unproven one.
 */
export type MailEffect = 'opened' | 'receipt' | 'said' | 'refused' | 'told' | 'confirmed';

/** Counts mails by author. Authors are fingerprints of addresses, deleted after two days. */
export interface SenderLog {
  /** Records an effect of a mail, once. */
  note(entry: {
    readonly mailId: string;
    readonly effect: MailEffect;
    readonly sender: string;
    readonly at: Date;
  }): Promise<void>;
  forget(mailId: string, effect: MailEffect): Promise<void>;
  /**
   * Returns the number of mails with one of the effects since an instant, before a given one; of all authors without
   * an author.
   */
  count(query: {
    readonly effects: readonly MailEffect[];
    readonly sender?: string;
    readonly since: Date;
    readonly before?: string;
  }): Promise<number>;
}
