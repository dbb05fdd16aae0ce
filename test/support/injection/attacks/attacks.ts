/** How an attack is dressed. */
export const ATTACK_KINDS = ['instruction', 'system_text', 'exfiltration', 'markup', 'quoted_mail'] as const;

export type AttackKind = (typeof ATTACK_KINDS)[number];

/** Attacks in one language: text that a requester adds to a ticket in order to command the model. */
export type Attacks = Readonly<Record<AttackKind, readonly string[]>>;
