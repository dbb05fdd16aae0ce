import { z } from 'zod';
import {
  MAIL_DOMAIN,
  MAX_MAIL_DOMAIN,
  MAX_ORGANISATION_DOMAINS,
  MAX_ORGANISATION_NOTES,
  TICKET_VISIBILITIES,
} from '../../domain/accounts/organisation.js';
import { flag, id, instant, lineOfText, referTo, text, NO_CHANGE, setsSomething } from '../http/fields.js';
import { listFields, listQuery } from '../http/paging.js';
import { parameterName } from '../http/shared-parameters.js';

export const ticketVisibility = z.enum(TICKET_VISIBILITIES).meta({ id: 'TicketVisibility' });

const domain = z
  .string()
  .max(MAX_MAIL_DOMAIN)
  .regex(new RegExp(MAIL_DOMAIN, 'u'), 'must be a domain in small letters, such as example.com')
  .meta({ pattern: MAIL_DOMAIN });

const name = lineOfText({ min: 1, max: 100 });
const domains = z.array(domain).max(MAX_ORGANISATION_DOMAINS).meta({
  description:
    'People with an address at one of them join when they register, prove the address, write a verified mail or are created. Subdomains count as others. A domain belongs to one organisation. Free-mail domains are refused.',
});
const policy = lineOfText({ min: 1, max: 64 }).nullable().meta({
  description:
    'Name of the SLA policy of their new tickets, in its newest version. Null for that of the desk.',
});
const notes = text({ min: 1, max: MAX_ORGANISATION_NOTES }).nullable().meta({ description: 'For staff.' });
const isVip = z.boolean();
const visibility = referTo(ticketVisibility).meta({
  description:
    '`organisation`: its people read the tickets of all its people, without internal notes. A person can have a rule of their own. People with an unproven address read their own tickets only.',
});

export const newOrganisationSchema = z
  .strictObject({
    name,
    domains: domains.default([]),
    policy: policy.default(null),
    notes: notes.default(null),
    is_vip: isVip.default(false),
    ticket_visibility: visibility.default('own'),
  })
  .meta({ id: 'NewOrganisation', example: { name: 'Example Ltd', domains: ['example.com'] } });

export const organisationEditSchema = z
  .strictObject({
    name: name.optional(),
    domains: domains.optional(),
    policy: policy.optional(),
    notes: notes.optional(),
    is_vip: isVip.optional(),
    ticket_visibility: visibility.optional(),
  })
  .refine(setsSomething, NO_CHANGE)
  .meta({
    id: 'OrganisationEdit',
    description: 'What to change; the rest stays. `domains` are replaced as a whole.',
    minProperties: 1,
    example: { is_vip: true },
  });

export const organisationSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    domains: z.array(z.string()),
    policy: z.string().nullable(),
    notes: z.string().nullable(),
    is_vip: z.boolean(),
    ticket_visibility: ticketVisibility,
    created_at: instant,
    version: z.int(),
  })
  .meta({ id: 'Organisation' });

export const organisationListSchema = z
  .object({ organisations: z.array(organisationSchema), ...listFields })
  .meta({ id: 'OrganisationList' });

export const organisationParams = z.object({
  organisation: z.string().meta(parameterName('OrganisationId')),
});

export const organisationQuerySchema = z.strictObject({
  q: lineOfText({ min: 1, max: 100 }).optional().meta({ description: 'The beginning of the name' }),
  domain: lineOfText({ min: 1, max: MAX_MAIL_DOMAIN }).optional(),
  vip: flag.optional(),
  ...listQuery(),
});

/** Filters tickets and people by their organisation. */
export const organisationFilter = id
  .optional()
  .meta({ description: 'The id of an organisation', ...parameterName('OrganisationFilter') });
