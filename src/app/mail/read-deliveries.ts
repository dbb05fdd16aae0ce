import type { Actor } from '../../domain/access/actor.js';
import type { Delivery } from '../../domain/mail/delivery.js';
import { DomainError } from '../../domain/errors.js';
import { authorize } from '../../domain/access/permissions.js';
import type { IdPage } from '../../ports/paging.js';
import type { DeliveryQuery } from '../../ports/mail/deliveries.js';
import type { AppDeps } from '../deps.js';

type Deps = Pick<AppDeps, 'deliveries'>;

/** Lists deliveries, newest first. @throws DomainError `forbidden` */
export async function listDeliveries(
  deps: Deps,
  actor: Actor,
  query: DeliveryQuery,
): Promise<IdPage<Delivery>> {
  authorize(actor, 'delivery.administer');
  return deps.deliveries.list(query);
}

/** @throws DomainError `forbidden`, `not_found` */
export async function readDelivery(deps: Deps, actor: Actor, id: string): Promise<Delivery> {
  authorize(actor, 'delivery.administer');
  const delivery = await deps.deliveries.find(id);
  if (delivery === null) throw new DomainError('not_found', `There is no delivery ${id}.`);
  return delivery;
}
