import { DomainError } from './errors.js';

/** People in copy at most on one ticket. */
export const MAX_PARTICIPANTS = 20;
/** With those who were removed: the list is part of the ticket and has to stay short. */
const MAX_KNOWN = 100;

/** Since when a mail server refuses an address for good, and what it says. */
export interface MailProblem {
  readonly at: Date;
  readonly answer: string;
}

/** Somebody in copy of a ticket, who needs no account: they get its public answers, and may answer them by mail. */
export interface Participant {
  /** UUIDv7. Reply addresses and links in mails to them are bound to it. */
  readonly id: string;
  /** Lower case; null once they were removed. */
  readonly address: string | null;
  /** Empty once they were removed. */
  readonly name: string;
  /** Of the address: it stays, so that no later mail adds them again. */
  readonly fingerprint: string;
  readonly addedAt: Date;
  /** Null while they are in copy. */
  readonly removedAt: Date | null;
  /** True for those who have left by themselves: nobody adds them again. Absent for every other. */
  readonly hasLeft?: true;
  /** Nothing is sent to them while it is there. */
  readonly mailProblem?: MailProblem;
}

/** A ticket, as far as its people in copy are concerned. */
interface Copied {
  readonly participants?: readonly Participant[];
}

/** Somebody in copy, whose address is known. */
export type ActiveParticipant = Participant & { readonly address: string };

/** Those who are in copy now, the first to be added first. */
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
 * The list with newcomers, and which of them are new: nobody who is there or was removed, as far as there is room.
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
 * The list with one whom somebody adds by hand, also after they were removed.
 * @throws DomainError `illegal_transition` for one who has left, and where there is no more room.
 */
export function withParticipant(ticket: Copied, newcomer: ActiveParticipant): readonly Participant[] {
  const { participants = [] } = ticket;
  const known = participants.find(({ fingerprint }) => fingerprint === newcomer.fingerprint);
  if (known?.hasLeft === true) {
    throw new DomainError(
      'illegal_transition',
      'This person left the ticket and cannot be added again.',
    );
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

/** True for somebody who was in copy of this ticket and is not any more. */
export function isRemovedFrom({ participants = [] }: Copied, fingerprint: string): boolean {
  return participants.some((each) => each.fingerprint === fingerprint && !isActive(each));
}

/** The list without somebody: their name and address are forgotten, and no later mail adds them again. */
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

/** What a mail server says may hold the address too. */
function forgotten({ mailProblem: _, ...rest }: Participant, removedAt: Date): Participant {
  return { ...rest, address: null, name: '', removedAt };
}

/** The list without name and address of somebody whose data are erased; null where it has neither. */
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

/** The list of a ticket into which another goes: who is in copy of either, and whom neither has removed. */
export function joinedParticipants(gone: Copied, into: Copied): Copied {
  const [theirs, own] = [gone.participants ?? [], into.participants ?? []];
  if (theirs.length === 0) return {};
  const isOwn = ({ fingerprint }: Participant) => own.some((each) => each.fingerprint === fingerprint);
  const removed = theirs.filter((each) => !isActive(each) && !isOwn(each));
  const kept = [...own, ...removed].slice(0, MAX_KNOWN);
  return { participants: withNewcomers({ participants: kept }, theirs.filter(isActive)).participants };
}
