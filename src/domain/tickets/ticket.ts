import type { Participant } from '../participants.js';
import type { PersonRef } from '../access/actor.js';
import type { TicketLink } from '../ticket-links.js';
import type { Attachment } from './attachments.js';
import type { CustomValue } from './custom-fields.js';
import type { Hold } from './hold.js';
import type { LinkAction } from './signed-links/mailed-links.js';
import type { Satisfaction } from './satisfaction.js';
import type { SlaClock } from '../sla/sla-milestone.js';
import {
  STATUSES,
  type Category,
  type Priority,
  type Sentiment,
  type Source,
  type Status,
  type TicketType,
  type ChosenField,
} from '../ticket-fields.js';
import type { Triage } from './triage.js';

/** The present assignment; `acceptedAt` is null until the assignee has taken the ticket on. */
export interface Assignment {
  readonly assignee: PersonRef;
  readonly at: Date;
  readonly acceptedAt: Date | null;
  /**
   * The start of their time to accept:
   * when they work next, if they were chosen for that, or when the ticket last returned to them. Absent on
   * assignments of earlier versions.
   */
  readonly expectedAt?: Date;
  /** How much of the assignee's load the ticket is. Absent for 1. */
  readonly weight?: number;
  /** The used links of the mail about the assignment: each works once. Absent for none. */
  readonly usedLinks?: readonly LinkAction[];
}

/** The wait for the requester's answer. */
export interface Waiting {
  readonly countsFrom: Date;
  readonly reminders: number;
}

/** The latest public comment on a ticket. */
export interface LastWord {
  readonly by: 'requester' | 'staff';
  readonly at: Date;
}

/** A public comment that is not sent yet. Until then it is stored as an internal note. */
export interface ScheduledComment {
  readonly commentId: string;
  /** When it is sent. */
  readonly at: Date;
}

/** An address in lower case, with the name that its mail gave it, which may be empty. */
export interface AnswerAddress {
  readonly name: string;
  readonly address: string;
}

/** Data of the mail from which a ticket or comment was created. Empty for other sources. */
export interface MailOrigin {
  /** True if nothing proves the author of the mail. */
  readonly isSenderUnproven?: true;
  /** With its angle brackets. Answering mails name it, also after the mail was deleted. */
  readonly messageId?: string;
}

/**
 * One request for help, as MongoDB stores it.
 * `version` starts at 1 and grows by one with every change. A change names the version that it read.
 */
export interface Ticket extends MailOrigin {
  readonly id: string;
  /** `TKT-2026-000042`: unique, never reused, and the second half of the workflow's id. */
  readonly number: string;
  readonly title: string;
  readonly description: string;
  readonly status: Status;
  readonly priority: Priority;
  /** The priority without SLA escalations. Absent if none has raised it since a person or triage set it. */
  readonly unescalatedPriority?: Priority;
  readonly category: Category;
  readonly type: TicketType;
  readonly requester: PersonRef;
  /** The accounts of the requester that were merged into others, oldest first. Absent for none. */
  readonly formerRequesters?: readonly { readonly mergeId: string; readonly id: string }[];
  /** The organisation of the requester when the ticket was created. Absent for none. */
  readonly organisationId?: string;
  readonly assignment: Assignment | null;
  readonly team: string | null;
  /** Present if the team is only that of the assignee, whom it does not bind. Absent for a team that was chosen. */
  readonly teamFrom?: 'assignee';
  /** False once staff have returned the ticket to the queue: then only a person assigns it. */
  readonly autoAssign: boolean;
  /** The time since when the ticket is queued; null while it is assigned, or before the first attempt. */
  readonly queuedAt: Date | null;
  /** Ids of moderators who declined it or did not accept it in time. Automatic assignment skips them. */
  readonly declinedBy: readonly string[];
  /** While it waits on its requester: how often they were reminded, and from when the next time counts. */
  readonly waiting: Waiting | null;
  /** While it is on hold. Absent in every other status. */
  readonly hold?: Hold;
  /** Public comments that are not sent yet, the next first. Absent for none. */
  readonly scheduled?: readonly ScheduledComment[];
  /** The automatic answer that it got, or that waited, and when. Absent without one. */
  readonly autoAnswer?: { readonly commentId: string; readonly at: Date };
  /**
   * Absent before the first public comment, and on tickets of earlier versions; null if that comment moved to another
   * ticket.
   */
  readonly lastWord?: LastWord | null;
  readonly tags: readonly string[];
  readonly requiredSkills: readonly string[];
  readonly chosenByPerson: readonly ChosenField[];
  readonly language: string | null;
  readonly sentiment: Sentiment | null;
  readonly source: Source;
  readonly triage: Triage;
  readonly sla: SlaClock;
  readonly resolutionCode: string | null;
  /** The requester's latest word on how it was resolved. */
  readonly satisfaction: Satisfaction | null;
  /** The links to other tickets, oldest first. */
  readonly links: readonly TicketLink[];
  /** Values of the fields that administrators have added, in the order of names. */
  readonly customFields: readonly CustomValue[];
  /**
   * The time when the relay last saw the workflow started; null until then.
   * Written without a new version.
   */
  readonly workflowStartedAt: Date | null;
  /** The files of the description. Absent for none. */
  readonly attachments?: readonly Attachment[];
  /**
   * The address for mails to the requester, from the `Reply-To` of the opening mail.
   * Absent for their own address.
   */
  readonly answerTo?: AnswerAddress;
  /**
   * True if the requester gets no confirmation, because the mail came from a mailing list, or too many mails came at
   * once. Absent otherwise.
   */
  readonly isReceiptHeld?: true;
  /** People in copy, including removed ones. Absent for none. */
  readonly participants?: readonly Participant[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly resolvedAt: Date | null;
  readonly closedAt: Date | null;
  readonly version: number;
}

/** An answer that no person wrote, from public articles. */
export interface AutomaticAnswer {
  /** The articles that it quotes, in the versions that were read. */
  readonly articles: readonly { readonly id: string; readonly version: number }[];
}

/** An earlier text of a comment. */
export interface CommentVersion {
  readonly body: string;
  /** When this text was written. */
  readonly at: Date;
  /** The id of the person who wrote it. */
  readonly byId: string;
}

/** What is said on a ticket. Internal notes are for staff only. */
export interface Comment extends MailOrigin {
  readonly id: string;
  readonly ticketId: string;
  readonly author: PersonRef;
  /** The accounts of the author that were merged into others, oldest first. Absent for none. */
  readonly formerAuthors?: readonly { readonly mergeId: string; readonly id: string }[];
  readonly body: string;
  readonly isInternal: boolean;
  /** When it becomes public. Absent for a comment that does not wait for that. */
  readonly sendAt?: Date;
  /** Absent for what a person wrote. */
  readonly automatic?: AutomaticAnswer;
  /** Absent for none. */
  readonly attachments?: readonly Attachment[];
  readonly createdAt: Date;
  /** Grows by one with every change. Absent for 1. */
  readonly version?: number;
  /** The last edit, by the id of the person. Absent for a comment that was never edited. */
  readonly edited?: { readonly at: Date; readonly byId: string };
  /** The texts before the edits, oldest first. Absent for none. */
  readonly earlier?: readonly CommentVersion[];
  /** A deleted comment stays as a line of the thread, without text and files. Absent for every other. */
  readonly deleted?: {
    readonly at: Date;
    readonly by: PersonRef;
    /** True if it was taken back before it was sent: only staff ever saw it. */
    readonly isTakenBack?: true;
  };
}

/** `TKT-<year>-<at least six digits>`. */
export function formatTicketNumber(year: number, sequence: number): string {
  return `TKT-${year}-${String(sequence).padStart(6, '0')}`;
}

const TICKET_NUMBER = /^TKT-\d{4}-\d{6,}$/;

/** Returns true for a ticket number, false for an id. */
export function isTicketNumber(reference: string): boolean {
  return TICKET_NUMBER.test(reference);
}

/** Returns the sequence number within that year; null for another year, or for an invalid number. */
export function sequenceIn(year: number, number: string): number | null {
  const prefix = `TKT-${year}-`;
  return isTicketNumber(number) && number.startsWith(prefix) ? Number(number.slice(prefix.length)) : null;
}

/** True when the life of the ticket is over: nothing can follow this status. */
export function isFinal(status: Status): boolean {
  return status === 'closed' || status === 'cancelled';
}

/** The statuses that are not final. */
export const OPEN_STATUSES: readonly Status[] = STATUSES.filter((status) => !isFinal(status));

const WORK_STATUSES: readonly Status[] = ['open', 'in_progress', 'waiting_on_user', 'on_hold'];

/** Returns true if the ticket occupies a place of its assignee's capacity. */
export function countsAsLoad(status: Status): boolean {
  return WORK_STATUSES.includes(status);
}
