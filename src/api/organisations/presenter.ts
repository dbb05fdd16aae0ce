import type { z } from 'zod';
import type { Organisation, OrganisationEdit } from '../../domain/accounts/organisation.js';
import type { NewOrganisation } from '../../app/accounts/organisations.js';
import type { OrganisationQuery } from '../../ports/accounts/organisations.js';
import { toPageRequest } from '../http/paging.js';
import type {
  newOrganisationSchema,
  organisationEditSchema,
  organisationQuerySchema,
  organisationSchema,
} from './schema.js';

export function presentOrganisation(organisation: Organisation): z.input<typeof organisationSchema> {
  const { id, name, domains, policy, notes, isVip, ticketVisibility, createdAt, version } = organisation;
  return {
    id,
    name,
    domains: [...domains],
    policy,
    notes,
    is_vip: isVip,
    ticket_visibility: ticketVisibility,
    created_at: createdAt.toISOString(),
    version,
  };
}

export function toNewOrganisation({
  is_vip: isVip,
  ticket_visibility: ticketVisibility,
  ...rest
}: z.output<typeof newOrganisationSchema>): NewOrganisation {
  return { ...rest, isVip, ticketVisibility };
}

export function toOrganisationEdit({
  is_vip: isVip,
  ticket_visibility: ticketVisibility,
  ...rest
}: z.output<typeof organisationEditSchema>): OrganisationEdit {
  return { ...rest, isVip, ticketVisibility };
}

export function toOrganisationQuery(query: z.output<typeof organisationQuerySchema>): OrganisationQuery {
  return {
    ...toPageRequest(query),
    ...(query.q === undefined ? {} : { text: query.q }),
    ...(query.domain === undefined ? {} : { domain: query.domain.toLowerCase() }),
    ...(query.vip === undefined ? {} : { isVip: query.vip }),
  };
}
