/** What a mail has made us do that makes a mail to its sender, or to others. `receipt`: to any sender, `confirmed`: to one whom nothing proves. */
export type MailEffect = 'opened' | 'receipt' | 'said' | 'refused' | 'told' | 'confirmed';

/** Who writes how much. Senders are known by fingerprints of their addresses, and forgotten after two days. */
export interface SenderLog {
  /** Notes an effect of a mail, once. */
  note(entry: {
    readonly mailId: string;
    readonly effect: MailEffect;
    readonly sender: string;
    readonly at: Date;
  }): Promise<void>;
  forget(mailId: string, effect: MailEffect): Promise<void>;
  /** How many mails had one of the effects since then, of those that came before one where it is named; of all senders where none is. */
  count(query: {
    readonly effects: readonly MailEffect[];
    readonly sender?: string;
    readonly since: Date;
    readonly before?: string;
  }): Promise<number>;
}
