import type { Delivery } from '../../domain/delivery.js';
import { permanentStatus } from '../../domain/inbound/bounce.js';
import { ownIdOf } from '../../domain/inbound/own-ids.js';
import type { ParsedMail } from '../../domain/inbound/parsed-mail.js';
import type { AppDeps } from '../deps.js';
import { noteRefusedAddress } from '../deliveries/mail-problem.js';

type Deps = Pick<AppDeps, 'deliveries' | 'users' | 'clock' | 'newId'>;

/**
 * Marks the addresses of those whom a mail of ours did not reach for good; says whose. A report that gives no mail of
 * ours back changes nothing: anybody can write one.
 */
export async function noteBounce(deps: Deps, mail: ParsedMail): Promise<readonly string[]> {
  const status = permanentStatus(mail);
  if (status === null) return [];
  const marked = new Set<string>();
  for (const delivery of await returnedDeliveries(deps, mail)) {
    const person = await deps.users.find(delivery.recipient.id);
    if (person === null) continue;
    await noteRefusedAddress(deps, delivery, person, `A mail server has sent it back (${status}).`);
    marked.add(person.id);
  }
  return [...marked];
}

async function returnedDeliveries(deps: Deps, { returnedIds }: ParsedMail): Promise<readonly Delivery[]> {
  const ids = returnedIds.flatMap((id) => {
    const own = ownIdOf(id);
    return own?.kind === 'delivery' ? [own.deliveryId] : [];
  });
  const found = await Promise.all(ids.map((id) => deps.deliveries.find(id)));
  return found.filter((delivery) => delivery !== null);
}
