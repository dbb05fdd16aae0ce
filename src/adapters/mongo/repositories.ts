import type { Connection } from 'mongoose';
import type { Repositories } from '../../ports/repositories.js';
import type { Traceparent } from '../../ports/tracer.js';
import { MongoAccountEventRepository } from './account-event-repository.js';
import { MongoApiKeyRepository } from './api-key-repository.js';
import { GridFsAttachmentStore } from './attachment-store.js';
import { MongoBulkJobRepository } from './bulk-job-repository.js';
import { MongoCustomFieldRepository } from './custom-field-repository.js';
import { MongoDeliveryRepository } from './delivery-repository.js';
import { MongoDeskState } from './desk-state.js';
import { MongoEditions } from './editions.js';
import { withDomainFaults } from './faults.js';
import { MongoIdempotencyRecords } from './idempotency-records.js';
import { MongoKnownAddresses } from './known-addresses.js';
import { MongoMailboxLeases } from './mailbox-leases.js';
import { defineModels, ensureIndexes } from './models.js';
import { MongoOneTimeCodeRepository } from './one-time-code-repository.js';
import { MongoOutbox } from './outbox.js';
import { MongoPersonExports } from './person-export-store.js';
import { MongoPersonalDataStore } from './personal-data-store.js';
import { MongoReceivedMailRepository } from './received-mail-repository.js';
import { MongoSecondFactorRepository } from './second-factor-repository.js';
import { MongoSessionRepository } from './session-repository.js';
import { MongoSecretGenerations } from './secret-generations.js';
import { MongoSenderLog } from './sender-log.js';
import { MongoSlaPolicyRepository } from './sla-policy-repository.js';
import { MongoSweepRepository } from './sweep-repository.js';
import { giveQueuePlaces } from './ticket-queue.js';
import { LeasedTicketNumbers } from './ticket-numbers.js';
import { MongoTicketRepository } from './ticket-repository.js';
import { giveTitleWords } from './title-words.js';
import { MongoTombstoneRepository } from './tombstone-repository.js';
import { MongoUserRepository } from './user-repository.js';
import { MongoViewRepository } from './view-repository.js';

/**
 * All repositories over one connection, with their collections and indexes in place. `here` tells where the work that
 * writes an event stands in a trace.
 */
export async function openRepositories(
  connection: Connection,
  here: () => Traceparent | undefined = () => undefined,
): Promise<Repositories> {
  const models = defineModels(connection, here);
  await ensureIndexes(models);
  await giveTitleWords(models.tickets);
  await giveQueuePlaces(models.tickets);
  return {
    tickets: withDomainFaults(new MongoTicketRepository(connection, models)),
    tombstones: withDomainFaults(new MongoTombstoneRepository(models)),
    outbox: withDomainFaults(new MongoOutbox(models)),
    users: withDomainFaults(new MongoUserRepository(connection, models)),
    sessions: withDomainFaults(new MongoSessionRepository(connection, models)),
    codes: withDomainFaults(new MongoOneTimeCodeRepository(models)),
    secondFactors: withDomainFaults(new MongoSecondFactorRepository(models)),
    apiKeys: withDomainFaults(new MongoApiKeyRepository(models)),
    accountEvents: withDomainFaults(new MongoAccountEventRepository(models)),
    personalData: withDomainFaults(new MongoPersonalDataStore(models)),
    personExports: withDomainFaults(new MongoPersonExports(connection, models)),
    policies: withDomainFaults(new MongoSlaPolicyRepository(models.policies)),
    calendars: withDomainFaults(new MongoEditions(models.calendars, 'calendar', (stored) => stored)),
    customFields: withDomainFaults(new MongoCustomFieldRepository(connection, models)),
    views: withDomainFaults(new MongoViewRepository(connection, models)),
    deliveries: withDomainFaults(new MongoDeliveryRepository(connection, models)),
    deskState: withDomainFaults(new MongoDeskState(models)),
    attachments: withDomainFaults(new GridFsAttachmentStore(connection)),
    numbers: withDomainFaults(new LeasedTicketNumbers(models)),
    bulkJobs: withDomainFaults(new MongoBulkJobRepository(models)),
    idempotency: withDomainFaults(new MongoIdempotencyRecords(models)),
    sweeps: withDomainFaults(new MongoSweepRepository(models)),
    receivedMails: withDomainFaults(new MongoReceivedMailRepository(connection, models)),
    mailboxes: withDomainFaults(new MongoMailboxLeases(models)),
    secretGenerations: withDomainFaults(new MongoSecretGenerations(models)),
    senderLog: withDomainFaults(new MongoSenderLog(models)),
    knownAddresses: withDomainFaults(new MongoKnownAddresses(models)),
  };
}
