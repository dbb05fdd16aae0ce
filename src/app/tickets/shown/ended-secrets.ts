import type { TicketChange } from '../../../ports/tickets/ticket-repository.js';
import { fieldsFor } from '../../../domain/tickets/custom-fields.js';
import type { EndedSecrets, ShownSecrets } from '../../../domain/tickets/signed-links/ended-secrets.js';
import { replyBindingId } from '../../../domain/inbound-mail/reply-token.js';
import type { SuspectedSecret } from '../../../domain/inbound-mail/traces/secrets-in-text.js';
import { isStaff } from '../../../domain/access/permissions.js';
import type { AppDeps } from '../../deps.js';
import { SecretSearch } from './secrets-in.js';
import { shownSignInCodes } from './sign-in-codes.js';
import { shownByChange } from './shown-by-change.js';

export type ShownDeps = Pick<
  AppDeps,
  | 'tickets'
  | 'users'
  | 'codes'
  | 'customFields'
  | 'attachments'
  | 'mailedSecrets'
  | 'secretGenerations'
  | 'logger'
>;

/** The texts come first in a mail. Its files are searched separately. */
const MAX_MAIL_BYTES = 5 * 1024 * 1024;
/** More people and tickets in one change are not looked up. */
const MAX_HOLDERS = 1_000;

/** The holder and generation of a secret. `mark` is set if it still has to be verified. */
interface Held extends EndedSecrets {
  readonly mark?: Uint8Array;
}

/**
 * Returns the mailed secrets of staff that requesters can read after these changes.
 * A reader acts in the name of the owner, so the same transaction must revoke them. Secrets that were mailed to
 * requesters stay valid.
 * @param mail the requester's original mail, all of which they have read
 */
export async function endedSecretsOf(
  deps: ShownDeps,
  changes: readonly TicketChange[],
  mail?: Uint8Array,
): Promise<ShownSecrets> {
  const search = await searchChanges(deps, changes, mail);
  const { found } = search;
  const signIn = await shownSignInCodes(deps, changes, search.foundNumbers);
  const signInCodes = signIn.map((id) => ({ id, kind: 'sign_in' as const }));
  if (found.length === 0) return { ended: [], endedCodes: signInCodes };
  const held = await ofStaff(deps, await holdersOf(deps, found));
  const currents = await deps.secretGenerations.currentOfEach(held);
  const passwords = (await passwordCodesOf(deps, found)).map((id) => ({ id, kind: 'password' as const }));
  return {
    ended: held.flatMap((each, index) => toRevoke(deps, each, currents[index] ?? 0)),
    endedCodes: [...passwords, ...signInCodes],
  };
}

async function searchChanges(
  deps: ShownDeps,
  changes: readonly TicketChange[],
  mail?: Uint8Array,
): Promise<SecretSearch> {
  const search = new SecretSearch(deps.mailedSecrets);
  if (mail !== undefined) await search.searchFile(mail.subarray(0, MAX_MAIL_BYTES));
  const hasFields = changes.some(({ after }) => after.customFields.length > 0);
  const fields = fieldsFor(hasFields ? await deps.customFields.all() : [], false);
  for (const change of changes) {
    const { texts, files } = shownByChange(change, (name) => fields.has(name));
    for (const text of texts) search.searchText(text);
    for (const { id } of files) {
      const content = await deps.attachments.read(id);
      if (content !== null) await search.searchFile(content);
    }
  }
  return search;
}

/** A code works once and can be requested again, so it is deleted without a replacement. */
async function passwordCodesOf(
  deps: ShownDeps,
  found: readonly SuspectedSecret[],
): Promise<readonly string[]> {
  const ids = found.flatMap((secret) => (secret.kind === 'password' ? [secret.id] : []));
  const codes = await Promise.all(ids.slice(0, MAX_HOLDERS).map((id) => deps.codes.find(id)));
  const owned = codes.flatMap((code) =>
    code?.purpose === 'password_reset' ? [{ id: code.id, personId: code.accountId }] : [],
  );
  return (await ofStaff(deps, owned)).map(({ id }) => id);
}

/** Links name their ticket by id. Links of deleted tickets do nothing. */
async function holdersOf(deps: ShownDeps, found: readonly SuspectedSecret[]): Promise<readonly Held[]> {
  const ids = new Set(found.flatMap((secret) => (secret.kind === 'action' ? [secret.link.ticketId] : [])));
  const tickets = ids.size === 0 ? [] : await deps.tickets.findMany([...ids].slice(0, MAX_HOLDERS));
  const numbers = new Map(tickets.map(({ id, number }) => [id, number]));
  return found.flatMap((secret): Held[] => {
    if (secret.kind === 'reply') return [{ ...secret.binding, mark: secret.mark, generation: 0 }];
    if (secret.kind === 'password') return [];
    if (secret.kind === 'switch') {
      const { personId, generation = 0 } = secret.link;
      return [{ ticketNumber: null, personId, generation }];
    }
    const { ticketId, personId, generation = 0 } = secret.link;
    const ticketNumber = numbers.get(ticketId);
    return ticketNumber === undefined ? [] : [{ ticketNumber, personId, generation }];
  });
}

async function ofStaff<T extends { readonly personId: string }>(
  deps: ShownDeps,
  holders: readonly T[],
): Promise<readonly T[]> {
  const ids = [...new Set(holders.map(({ personId }) => personId))].slice(0, MAX_HOLDERS);
  const people = await Promise.all(ids.map((id) => deps.users.find(id)));
  const staff = new Set(
    people.flatMap((person) => (person !== null && isStaff(person.role) ? [person.id] : [])),
  );
  return holders.filter(({ personId }) => staff.has(personId));
}

/**
 * A reply address is verified with the current generation.
 * Another generation is already revoked, or forged.
 */
function toRevoke(
  { mailedSecrets }: ShownDeps,
  { mark, ...secret }: Held,
  current: number,
): readonly EndedSecrets[] {
  const { ticketNumber, personId } = secret;
  if (mark === undefined || ticketNumber === null) return secret.generation < current ? [] : [secret];
  const isGood = mailedSecrets.isMark(replyBindingId({ ticketNumber, personId }, current), mark);
  return isGood ? [{ ticketNumber, personId, generation: current }] : [];
}
