import type { Participant } from '../participants.js';
import type { PersonRef } from '../access/actor.js';
import type { TicketLink } from '../ticket-links.js';
import type { Attachment } from './attachments.js';
import type { CustomValue } from './custom-fields.js';
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
  type TriagedField,
} from '../ticket-fields.js';
import type { Triage } from './triage.js';

/** The present assignment; `acceptedAt` is null until the assignee has taken the ticket on. */
export interface Assignment {
  readonly assignee: PersonRef;
  readonly at: Date;
  readonly acceptedAt: Date | null;
  /**
   * From when their time to accept counts: when they are at work next, where they were chosen for that, or when the ticket
   * last came back to them. Absent on assignments of earlier versions.
   */
  readonly expectedAt?: Date;
  /** The links of the mail about it that have done their work: each does it once. Absent for none. */
  readonly usedLinks?: readonly LinkAction[];
}

/** The wait for the requester's answer. */
export interface Waiting {
  readonly countsFrom: Date;
  readonly reminders: number;
}

/** The latest thing that was said on a ticket for everybody to read. */
export interface LastWord {
  readonly by: 'requester' | 'staff';
  readonly at: Date;
}

/** An address in lower case, with the name that its mail gave it, which may be empty. */
export interface AnswerAddress {
  readonly name: string;
  readonly address: string;
}

/** What is kept of the mail by which a ticket or a comment came. Empty for what came by another way. */
export interface MailOrigin {
  /** True where nothing proves that the mail is its author's. */
  readonly isSenderUnproven?: true;
  /** With its angle brackets. Mails that answer it name it, also when the mail itself is gone. */
  readonly messageId?: string;
}

/**
 * One request for help: the truth about it, as MongoDB keeps it. `version` starts at 1 and grows by one with every
 * change; whoever changes the ticket names the version that they read.
 */
export interface Ticket extends MailOrigin {
  readonly id: string;
  /** `TKT-2026-000042`: unique, never reused, and the second half of the workflow's id. */
  readonly number: string;
  readonly title: string;
  readonly description: string;
  readonly status: Status;
  readonly priority: Priority;
  readonly category: Category;
  readonly type: TicketType;
  readonly requester: PersonRef;
  readonly assignment: Assignment | null;
  readonly team: string | null;
  /** False once staff have put the ticket back into the queue by hand: then only a person assigns it again. */
  readonly autoAssign: boolean;
  /** Since when the ticket waits because nobody fits; null while somebody has it or assignment was not tried. */
  readonly queuedAt: Date | null;
  /** Ids of those who did not take it on, by word or by silence: automatic assignment passes them over. */
  readonly declinedBy: readonly string[];
  /** While it waits on its requester: how often they were reminded, and from when the next time counts. */
  readonly waiting: Waiting | null;
  /** Absent until something was said in public, and on tickets of earlier versions; null where that went elsewhere. */
  readonly lastWord?: LastWord | null;
  readonly tags: readonly string[];
  readonly requiredSkills: readonly string[];
  readonly chosenByPerson: readonly TriagedField[];
  readonly language: string | null;
  readonly sentiment: Sentiment | null;
  readonly source: Source;
  readonly triage: Triage;
  readonly sla: SlaClock;
  readonly resolutionCode: string | null;
  /** The requester's latest word on how it was resolved. */
  readonly satisfaction: Satisfaction | null;
  /** What it has to do with other tickets, oldest first. */
  readonly links: readonly TicketLink[];
  /** Values of the fields that administrators have added, in the order of names. */
  readonly customFields: readonly CustomValue[];
  /** When the relay last saw the workflow started; null until then. Written without a new version. */
  readonly workflowStartedAt: Date | null;
  /** What came with the description. Absent for none. */
  readonly attachments?: readonly Attachment[];
  /** Where the requester's mails about it go, by the `Reply-To` of the mail that it came by. Absent for their own address. */
  readonly answerTo?: AnswerAddress;
  /** True where its requester gets no confirmation: it came by a list, or too many mails came at once. Absent for every other. */
  readonly isReceiptHeld?: true;
  /** Who is in copy, with those who were removed. Absent for nobody. */
  readonly participants?: readonly Participant[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly resolvedAt: Date | null;
  readonly closedAt: Date | null;
  readonly version: number;
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
  readonly body: string;
  readonly isInternal: boolean;
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
  readonly deleted?: { readonly at: Date; readonly by: PersonRef };
}

/** `TKT-<year>-<at least six digits>`. */
export function formatTicketNumber(year: number, sequence: number): string {
  return `TKT-${year}-${String(sequence).padStart(6, '0')}`;
}

const TICKET_NUMBER = /^TKT-\d{4}-\d{6,}$/;

/** Tells a ticket number from an id. */
export function isTicketNumber(reference: string): boolean {
  return TICKET_NUMBER.test(reference);
}

/** How many tickets that year had when this number was given; null for a number of another year, or none. */
export function sequenceIn(year: number, number: string): number | null {
  const prefix = `TKT-${year}-`;
  return isTicketNumber(number) && number.startsWith(prefix) ? Number(number.slice(prefix.length)) : null;
}

/** True when the life of the ticket is over: nothing can follow this status. */
export function isFinal(status: Status): boolean {
  return status === 'closed' || status === 'cancelled';
}

/** The statuses of a ticket whose life is not over. */
export const OPEN_STATUSES: readonly Status[] = STATUSES.filter((status) => !isFinal(status));

/** True while the ticket takes up one place of its assignee's capacity. */
export function countsAsLoad(status: Status): boolean {
  return status === 'open' || status === 'in_progress' || status === 'waiting_on_user';
}
