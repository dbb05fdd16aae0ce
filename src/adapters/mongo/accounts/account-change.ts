import { heldBy } from '../kit/held-by.js';
import type { ClientSession } from 'mongoose';
import { MAX_KEYS_PER_PERSON, tooManyKeys } from '../../../domain/accounts/api-key.js';
import { DomainError } from '../../../domain/errors.js';
import type { FormSubmission } from '../../../domain/inbound-mail/form-submission.js';
import { MAX_LIVE_CODES, purposesLike, type OneTimeCode } from '../../../domain/accounts/one-time-code.js';
import type { SecondFactor } from '../../../domain/accounts/second-factor.js';
import { sessionPersonOf, type SessionPerson } from '../../../domain/accounts/session.js';
import type { User } from '../../../domain/accounts/user.js';
import type { AccountChange, SettledDelivery } from '../../../ports/accounts/account-repositories.js';
import { IDENTITIES } from '../schema/account-schemas.js';
import { toStoredUser, toUser } from '../schema/stored-user.js';
import { toStored } from '../kit/documents.js';
import { isDuplicateKey } from '../kit/duplicate-key.js';
import type { Models } from '../schema/models.js';
import { oneAtATime } from '../kit/one-at-a-time.js';
import { redeemSetupLink } from './setup-links.js';

/**
 * A document that every change of an administrator writes, so that two parallel changes cannot remove the last two.
 */
const ADMINS_GUARD = 'admins';

/** Writes an account's change, all of it in the caller's transaction. */
export async function writeAccountChange(
  models: Models,
  change: AccountChange,
  session: ClientSession,
): Promise<void> {
  const options = { session };
  // First, since it is what others race for.
  if (change.setupLink !== undefined) {
    await oneAtATime(models, ADMINS_GUARD, session);
    await redeemSetupLink(models, change.setupLink, session);
  }
  if (change.redeemedCode !== undefined) {
    const { deletedCount } = await models.codes.collection.deleteOne({ _id: change.redeemedCode }, options);
    if (deletedCount === 0)
      throw new DomainError('unauthenticated', 'The code was already used. Request a new one.');
  }
  if (change.person !== undefined) await writePerson(models, change.person, session);
  if (change.second !== undefined) {
    await writePerson(models, change.second.person, session);
    await models.events.collection.insertOne(models.events.stored(change.second.event), options);
  }
  if (change.newSubmission !== undefined) await addSubmission(models, change.newSubmission, session);
  if (change.newCode !== undefined) await addCode(models, change.newCode, session);
  if (change.endedSession !== undefined) await endSessions(models, [change.endedSession], session);
  if (change.endedSessionsOf !== undefined) {
    const { accountId, except } = change.endedSessionsOf;
    await endSessionsOf(models, accountId, except, session);
  }
  if (change.newSession !== undefined) {
    const { session: opened, token } = change.newSession;
    const person = await bumpCredentialEpoch(models, opened.person, session);
    await models.sessions.collection.insertOne(toStored({ ...opened, person }), options);
    if (token !== null) await models.refreshTokens.collection.insertOne(toStored(token), options);
  }
  // Before the new one: that may take the place of the old one, under the same id.
  if (change.revokedApiKey !== undefined) {
    await models.apiKeys.collection.deleteOne({ _id: change.revokedApiKey }, options);
  }
  if (change.revokedApiKeysOf !== undefined) {
    await models.apiKeys.collection.deleteMany({ 'person.id': change.revokedApiKeysOf }, options);
  }
  if (change.confirmedFactor !== undefined) await confirmFactor(models, change.confirmedFactor, session);
  if (change.factorSession !== undefined) {
    const inThere = { _id: change.factorSession };
    await models.sessions.collection.updateOne(inThere, { $set: { hasFactor: true } }, options);
  }
  if (change.removedFactorOf !== undefined) {
    const accountId = change.removedFactorOf;
    await models.secondFactors.collection.deleteOne({ _id: accountId }, options);
    const theirs = { 'person.id': accountId };
    await models.sessions.collection.updateMany(theirs, { $set: { hasFactor: false } }, options);
  }
  if (change.newApiKey !== undefined) {
    const person = await bumpCredentialEpoch(models, change.newApiKey.person, session);
    await models.apiKeys.collection.insertOne(toStored({ ...change.newApiKey, person }), options);
    await checkKeyLimit(models, change.newApiKey.person.id, session);
  }
  if (change.deliveries !== undefined && change.deliveries.length > 0) {
    await models.deliveries.collection.insertMany(change.deliveries.map(toStored), options);
  }
  if (change.settledDelivery !== undefined) {
    await settleDelivery(models, change.settledDelivery, session);
  }
  await models.events.collection.insertOne(models.events.stored(change.event), options);
}

async function confirmFactor(models: Models, factor: SecondFactor, session: ClientSession): Promise<void> {
  const { _id, sealedSecret, ...confirmed } = toStored(factor);
  const { matchedCount } = await models.secondFactors.collection.updateOne(
    { _id, sealedSecret, confirmedAt: null },
    { $set: confirmed },
    { session },
  );
  if (matchedCount === 0) {
    throw new DomainError('duplicate', 'Another request has confirmed or replaced the second factor.');
  }
}

async function addSubmission(models: Models, form: FormSubmission, session: ClientSession): Promise<void> {
  try {
    await models.formSubmissions.collection.insertOne(toStored(form), { session });
  } catch (error) {
    throw isDuplicateKey(error) ? new DomainError('duplicate', 'The form was already sent.') : error;
  }
}

/** Adds a code unless there are enough. Requests at the same moment write the person, so that each sees the others' codes. */
async function addCode(models: Models, code: OneTimeCode, session: ClientSession): Promise<void> {
  const { accountId, purpose, createdAt } = code;
  await models.users.collection.updateOne({ _id: accountId }, { $inc: { waysGiven: 1 } }, { session });
  const live = await models.codes.collection.countDocuments(
    {
      accountId,
      purpose: { $in: [...purposesLike(purpose)] },
      attemptsLeft: { $gt: 0 },
      expiresAt: { $gt: createdAt },
    },
    { session },
  );
  if (live >= MAX_LIVE_CODES[purpose]) {
    throw new DomainError('too_many_requests', 'Too many codes or links were mailed. Use one of them.');
  }
  await models.codes.collection.insertOne(toStored(code), { session });
}

async function settleDelivery(
  models: Models,
  outcome: SettledDelivery,
  session: ClientSession,
): Promise<void> {
  const { state, answer } = outcome;
  const filter =
    state === 'sent' ? { _id: outcome.id, state: { $ne: 'sent' as const } } : heldBy(outcome.claim);
  const sentAt = state === 'sent' ? outcome.sentAt : null;
  await models.deliveries.collection.updateOne(
    filter,
    { $set: { state, sentAt, answer, claimedUntil: null, notBefore: null } },
    { session },
  );
}

/**
 * Requires that the person is active and in this role.
 * Issuing and withdrawing credentials write the same document, so parallel transactions conflict and retry. It uses a
 * counter, because an unchanged value would be no write.
 * @returns the copy of the person for the credential, of this moment
 */
async function bumpCredentialEpoch(
  models: Models,
  { id, role }: SessionPerson,
  session: ClientSession,
): Promise<SessionPerson> {
  const stored = await models.users.collection.findOneAndUpdate(
    { _id: id, role, isActive: true },
    { $inc: { waysGiven: 1 } },
    { session },
  );
  if (stored === null) {
    throw new DomainError('unauthenticated', 'This account has just changed. Sign in again.');
  }
  return sessionPersonOf(toUser(stored));
}

/** After {@link bumpCredentialEpoch}, which serializes parallel new keys. */
async function checkKeyLimit(models: Models, accountId: string, session: ClientSession): Promise<void> {
  const count = await models.apiKeys.collection.countDocuments({ 'person.id': accountId }, { session });
  if (count > MAX_KEYS_PER_PERSON) throw tooManyKeys();
}

async function writePerson(
  models: Models,
  { before, after }: NonNullable<AccountChange['person']>,
  session: ClientSession,
): Promise<void> {
  if (after.organisationId !== null && after.organisationId !== before?.organisationId) {
    await joinOrganisation(models, after.organisationId, session);
  }
  try {
    if (before === null) {
      await models.users.collection.insertOne(toStoredUser(after), { session });
      return;
    }
    // Load and last assignment belong to ticket transactions, and the credential counter to credential transactions:
    // they are not overwritten here.
    const { _id, load, lastAssignedAt, waysGiven, ...fields } = toStoredUser(after);
    const { matchedCount } = await models.users.collection.updateOne(
      { _id, version: before.version },
      { $set: fields },
      { session },
    );
    if (matchedCount === 0) {
      throw new DomainError(
        'version_conflict',
        'This person has changed since they were read. Read them again.',
      );
    }
  } catch (error) {
    if (isDuplicateKey(error)) throw isTaken(error);
    throw error;
  }
  await requireFreeAddresses(models, after, session);
  if (isAdmin(before) && !isAdmin(after)) await keepAnAdmin(models, session);
  await followPerson(models, before, after, session);
}

function isTaken({ message }: Error): DomainError {
  return new DomainError(
    'duplicate',
    message.includes(`index: ${IDENTITIES} `)
      ? 'Another person has one of these identities. Remove it there first.'
      : 'An account with this e-mail address already exists.',
  );
}

/** The unique index does not know the accounts that the version before writes. */
async function requireFreeAddresses(
  models: Models,
  { id, otherAddresses }: User,
  session: ClientSession,
): Promise<void> {
  if (otherAddresses.length === 0) return;
  const others = { email: { $in: [...otherAddresses] }, _id: { $ne: id } };
  if ((await models.users.collection.countDocuments(others, { session, limit: 1 })) === 0) return;
  throw new DomainError('duplicate', 'An account with this e-mail address already exists.');
}

/** Writes the organisation, so that it is not deleted at the same time. */
async function joinOrganisation(models: Models, id: string, session: ClientSession): Promise<void> {
  const { matchedCount } = await models.organisations.collection.updateOne(
    { _id: id },
    { $inc: { joined: 1 } },
    { session },
  );
  if (matchedCount > 0) return;
  throw new DomainError('invalid_input', 'The organisation does not exist.', {
    faults: [{ path: 'organisation_id', message: 'is not the id of an organisation' }],
  });
}

function isAdmin({ role, isActive }: User): boolean {
  return role === 'admin' && isActive;
}

async function keepAnAdmin(models: Models, session: ClientSession): Promise<void> {
  await oneAtATime(models, ADMINS_GUARD, session);
  const left = await models.users.collection.countDocuments(
    { role: 'admin', isActive: true },
    { session, limit: 1 },
  );
  if (left === 0) {
    throw new DomainError('last_admin', 'Cannot remove the last administrator. Promote another user first.');
  }
}

/** Copies of the person change with the person, so that no old permission remains. */
async function followPerson(
  models: Models,
  before: User,
  after: User,
  session: ClientSession,
): Promise<void> {
  if (after.erasedAt !== null)
    await models.secondFactors.collection.deleteOne({ _id: after.id }, { session });
  if (!after.isActive) {
    await endSessionsOf(models, after.id, null, session);
    await models.apiKeys.collection.deleteMany({ 'person.id': after.id }, { session });
    await models.codes.collection.deleteMany({ accountId: after.id }, { session });
    return;
  }
  if (before.email !== after.email || before.passwordHash !== after.passwordHash) {
    await models.codes.collection.deleteMany({ accountId: after.id }, { session });
  }
  const person = sessionPersonOf(after);
  if (JSON.stringify(person) === JSON.stringify(sessionPersonOf(before))) return;
  const follow = [{ 'person.id': after.id }, { $set: { person } }, { session }] as const;
  await models.sessions.collection.updateMany(...follow);
  await models.apiKeys.collection.updateMany(...follow);
}

async function endSessionsOf(
  models: Models,
  accountId: string,
  except: string | null,
  session: ClientSession,
): Promise<void> {
  const sessions = await models.sessions.collection
    .find({ 'person.id': accountId }, { session, projection: { _id: 1 } })
    .toArray();
  await endSessions(
    models,
    sessions.map(({ _id }) => _id).filter((id) => id !== except),
    session,
  );
}

async function endSessions(models: Models, ids: readonly string[], session: ClientSession): Promise<void> {
  await models.sessions.collection.deleteMany({ _id: { $in: [...ids] } }, { session });
  await models.refreshTokens.collection.deleteMany({ sessionId: { $in: [...ids] } }, { session });
}
