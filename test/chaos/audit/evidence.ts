import { createHash } from 'node:crypto';
import { Client, Connection, WorkflowNotFoundError } from '@temporalio/client';
import { mongo } from 'mongoose';
import { inLanes } from '../../../bench/support/lanes.js';
import type { Posted } from '../load/letters.js';
import type { Story } from '../load/story.js';
import type { Watched } from '../load/watcher.js';
import type { ChaosSystem } from '../system/system.js';
import type { HeardWebhooks } from '../system/webhooks.js';

/* What the auditor looks at: documents as they lie in MongoDB, workflows as Temporal describes them, mails as they came. */

export interface StoredTicket {
  readonly _id: string;
  readonly number: string;
  readonly title: string;
  readonly status: string;
  readonly priority: string;
  readonly requester: { readonly id: string };
  readonly assignment: { readonly assignee: { readonly id: string } } | null;
  readonly triage: { readonly state: string };
  readonly createdAt: Date;
  readonly version: number;
}

export interface StoredEvent {
  readonly _id: string;
  readonly ticketId: string;
  readonly type: string;
  readonly at: Date;
  readonly actor: { readonly type: string; readonly id: string };
  readonly details: any;
  readonly ticketVersion: number;
  readonly isInternal: boolean;
  readonly publishedAt: Date | null;
}

export interface StoredComment {
  readonly _id: string;
  readonly ticketId: string;
  readonly author: { readonly id: string };
  readonly body: string;
  readonly isInternal: boolean;
}

export interface StoredDelivery {
  readonly _id: string;
  readonly ticketId: string | null;
  readonly eventId: string;
  readonly kind: string;
  readonly state: string;
  readonly answer: string | null;
  readonly carriedBy?: string | null;
}

export interface StoredReceivedMail {
  readonly _id: string;
  readonly state: string;
  readonly outcome?: { readonly kind: string } | null;
  readonly fault?: string | null;
}

/** A record of a file, with the hash of its content as it lies in GridFS. */
export interface AuditedFile {
  readonly _id: string;
  readonly ownerId: string | null;
  readonly scan: { readonly state: string };
  readonly analysedAt?: Date;
  readonly analysis?: { readonly text: string };
  readonly sha256: string;
}

export interface StoredUser {
  readonly _id: string;
  readonly email: string;
  readonly role: string;
  readonly team: string | null;
  readonly load: number;
}

export interface Evidence {
  readonly at: Date;
  readonly stories: readonly Story[];
  readonly tickets: readonly StoredTicket[];
  /** The trail of each ticket by its id, oldest first. */
  readonly trails: ReadonlyMap<string, readonly StoredEvent[]>;
  readonly comments: readonly StoredComment[];
  readonly deliveries: readonly StoredDelivery[];
  readonly users: readonly StoredUser[];
  readonly posted: readonly Posted[];
  readonly receivedMails: readonly StoredReceivedMail[];
  /** By their ids. */
  readonly files: ReadonlyMap<string, AuditedFile>;
  readonly unpublished: number;
  /** The ids of the events that a second listener has heard of each ticket, by the ticket's id, in the order in which they came. */
  readonly heard: ReadonlyMap<string, readonly string[]>;
  /** What each webhook has received. */
  readonly webhooks: readonly HeardWebhooks[];
  /** What clients of sockets and streams have got. */
  readonly watched: readonly Watched[];
  /** How the workflow of each ticket stands, by the ticket's number; null where there is none. */
  readonly workflows: ReadonlyMap<string, string | null>;
  /** Workflows of tickets that Temporal lists altogether, and those of them that run. */
  readonly listed: { readonly all: number; readonly running: number };
  /** Copies of each mail by its Message-ID. */
  readonly mails: ReadonlyMap<string, number>;
}

const LANES = 16;

async function filesIn(db: mongo.Db): Promise<ReadonlyMap<string, AuditedFile>> {
  const files = new Map<string, AuditedFile>();
  for await (const record of db.collection<Omit<AuditedFile, 'sha256'>>('files').find()) {
    const hash = createHash('sha256');
    const chunks = db.collection<{ readonly data: mongo.Binary }>('attachments.chunks');
    for await (const { data } of chunks.find({ files_id: record._id }).sort({ n: 1 }))
      hash.update(data.buffer);
    files.set(record._id, { ...record, sha256: hash.digest('hex') });
  }
  return files;
}

export async function collectEvidence(
  system: ChaosSystem,
  stories: readonly Story[],
  posted: readonly Posted[],
): Promise<Omit<Evidence, 'watched'>> {
  const client = new mongo.MongoClient(system.mongoUri);
  try {
    const db = client.db();
    const all = async <T>(name: string, filter: object = {}, sort: mongo.Sort = { _id: 1 }): Promise<T[]> =>
      (await db.collection(name).find(filter).sort(sort).toArray()) as T[];
    const [tickets, events, comments, deliveries, users, receivedMails, heard] = await Promise.all([
      all<StoredTicket>('tickets'),
      all<StoredEvent>('events', { ticketId: { $type: 'string' } }, { ticketVersion: 1, _id: 1 }),
      all<StoredComment>('comments'),
      all<StoredDelivery>('deliveries'),
      all<StoredUser>('users'),
      all<StoredReceivedMail>('received_mails'),
      all<{ readonly _id: string; readonly events: readonly string[] }>('heard_events'),
    ]);
    const trails = new Map<string, StoredEvent[]>(tickets.map(({ _id }) => [_id, []]));
    for (const event of events) trails.set(event.ticketId, [...(trails.get(event.ticketId) ?? []), event]);
    return {
      at: new Date(),
      ...{ stories, tickets, trails, comments, deliveries, users, mails: system.sink.copies },
      ...{ posted, receivedMails, files: await filesIn(db) },
      webhooks: system.webhooks.heard(),
      heard: new Map(heard.map(({ _id, events: ids }) => [_id, ids])),
      unpublished: await db.collection('events').countDocuments({ publishedAt: null }),
      ...(await workflowsOf(
        system.temporalAddress,
        tickets.map(({ number }) => number),
      )),
    };
  } finally {
    await client.close();
  }
}

async function workflowsOf(
  address: string,
  numbers: readonly string[],
): Promise<Pick<Evidence, 'workflows' | 'listed'>> {
  const connection = await Connection.connect({ address });
  const { workflow } = new Client({ connection });
  const workflows = new Map<string, string | null>();
  try {
    await inLanes(numbers, LANES, async (number) => {
      try {
        const { status } = await workflow.getHandle(`ticket/${number}`).describe();
        workflows.set(number, status.name);
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
        workflows.set(number, null);
      }
    });
    const count = async (query: string): Promise<number> => (await workflow.count(query)).count;
    const ofTickets = 'WorkflowType = "ticketLifecycle"';
    return {
      workflows,
      listed: {
        all: await count(ofTickets),
        running: await count(`${ofTickets} AND ExecutionStatus = "Running"`),
      },
    };
  } finally {
    await connection.close();
  }
}
