import { DomainError } from './errors.js';

/** People in copy at most on one ticket. */
export const MAX_PARTICIPANTS = 20;
/** Maximum entries, including removed people: the list is part of the ticket and must stay short. */
const MAX_KNOWN = 100;

/** A permanent refusal of an address: its start, and the answer of the mail server. */
export interface MailProblem {
  readonly at: Date;
  readonly answer: string;
}

/**
 * A person in copy of a ticket, with or without an account.
 * They get its public answers by mail and may answer.
 */
export interface Participant {
  /** UUIDv7. Reply addresses and links in mails to them are bound to it. */
  readonly id: string;
  /** Lower case; null for a removed person. */
  readonly address: string | null;
  /** Empty for a removed person. */
  readonly name: string;
  /** Fingerprint of the address. It stays, so that no later mail adds them again. */
  readonly fingerprint: string;
  readonly addedAt: Date;
  /** Null while they are in copy. */
  readonly removedAt: Date | null;
  /** True for a person who left the ticket: they cannot be added again. Absent for others. */
  readonly hasLeft?: true;
  /** While it is set, nothing is sent to them. */
  readonly mailProblem?: MailProblem;
}

/** A ticket, as far as its people in copy are concerned. */
interface Copied {
  readonly participants?: readonly Participant[];
}

/** A person in copy with a known address. */
export type ActiveParticipant = Participant & { readonly address: string };

/** Returns the people in copy now, the earliest first. */
export function activeParticipants({ participants = [] }: Copied): readonly ActiveParticipant[] {
  return participants.filter(isActive);
}

/** The one with that id, while they are in copy. */
export function participantIn(ticket: Copied, id: string): ActiveParticipant | undefined {
  return activeParticipants(ticket).find((each) => each.id === id);
}

function isActive(participant: Participant): participant is ActiveParticipant {
  return participant.removedAt === null && participant.address !== null;
}

/**
 * Returns the list with newcomers, and the added ones.
 * It skips people who are present or were removed, and stops at the maximum.
 */
export function withNewcomers(
  ticket: Copied,
  newcomers: readonly ActiveParticipant[],
): { readonly participants: readonly Participant[]; readonly added: readonly ActiveParticipant[] } {
  const participants = [...(ticket.participants ?? [])];
  const added: ActiveParticipant[] = [];
  for (const newcomer of newcomers) {
    const isKnown = participants.some(({ fingerprint }) => fingerprint === newcomer.fingerprint);
    const isFull =
      activeParticipants({ participants }).length >= MAX_PARTICIPANTS || participants.length >= MAX_KNOWN;
    if (isKnown || isFull) continue;
    participants.push(newcomer);
    added.push(newcomer);
  }
  return { participants, added };
}

/**
 * Returns the list with a person whom the caller adds by hand, also after a removal.
 * @throws DomainError `illegal_transition` for a person who has left, and at the maximum.
 */
export function withParticipant(ticket: Copied, newcomer: ActiveParticipant): readonly Participant[] {
  const { participants = [] } = ticket;
  const known = participants.find(({ fingerprint }) => fingerprint === newcomer.fingerprint);
  if (known?.hasLeft === true) {
    throw new DomainError('illegal_transition', 'This person left the ticket and cannot be added again.');
  }
  const others = participants.filter((each) => each !== known);
  if (activeParticipants({ participants: others }).length >= MAX_PARTICIPANTS || others.length >= MAX_KNOWN) {
    throw new DomainError(
      'illegal_transition',
      `The ticket has ${MAX_PARTICIPANTS} people in copy, the maximum. Remove one first.`,
    );
  }
  return [...others, newcomer];
}

/** Returns true for a person who was in copy of this ticket and no longer is. */
export function isRemovedFrom({ participants = [] }: Copied, fingerprint: string): boolean {
  return participants.some((each) => each.fingerprint === fingerprint && !isActive(each));
}

/**
 * Returns the list without a person.
 * Their name and address are deleted, and no later mail adds them again.
 */
export function withoutParticipant(
  { participants = [] }: Copied,
  id: string,
  removedAt: Date,
  hasLeft: boolean,
): readonly Participant[] {
  const left = hasLeft ? ({ hasLeft: true } as const) : {};
  return participants.map((each) =>
    each.id === id && isActive(each) ? { ...forgotten(each, removedAt), ...left } : each,
  );
}

/** The list with a mark at an address that is refused, or without it. */
export function withMailProblem(
  { participants = [] }: Copied,
  id: string,
  mailProblem: MailProblem | null,
): readonly Participant[] {
  return participants.map((each) => {
    if (each.id !== id || !isActive(each)) return each;
    const { mailProblem: _, ...rest } = each;
    return mailProblem === null ? rest : { ...rest, mailProblem };
  });
}

/** The answer of a mail server may contain the address too. */
function forgotten({ mailProblem: _, ...rest }: Participant, removedAt: Date): Participant {
  return { ...rest, address: null, name: '', removedAt };
}

/** Returns the list without name and address of an erased person; null if it has neither. */
export function withoutAddress(
  { participants = [] }: Copied,
  fingerprint: string,
  removedAt: Date,
): readonly Participant[] | null {
  if (!participants.some((each) => each.fingerprint === fingerprint && isActive(each))) return null;
  return participants.map((each) =>
    each.fingerprint === fingerprint && isActive(each) ? forgotten(each, removedAt) : each,
  );
}

/** Returns the participants after a merge: those of either ticket whom neither has removed. */
export function joinedParticipants(gone: Copied, into: Copied): Copied {
  const [theirs, own] = [gone.participants ?? [], into.participants ?? []];
  if (theirs.length === 0) return {};
  const isOwn = ({ fingerprint }: Participant) => own.some((each) => each.fingerprint === fingerprint);
  const removed = theirs.filter((each) => !isActive(each) && !isOwn(each));
  const kept = [...own, ...removed].slice(0, MAX_KNOWN);
  return { participants: withNewcomers({ participants: kept }, theirs.filter(isActive)).participants };
}
