import { FREE_MAIL_DOMAINS } from './free-mail-domains.js';

/** Which tickets of an organisation its people read: their own, or those of all its people. */
export const TICKET_VISIBILITIES = ['own', 'organisation'] as const;
export type TicketVisibility = (typeof TICKET_VISIBILITIES)[number];

export const MAX_ORGANISATION_DOMAINS = 100;
/** In characters, as a comment on a ticket. */
export const MAX_ORGANISATION_NOTES = 10_000;

/** Two labels or more, in DNS form and lower case. The last one begins with a letter, as in an e-mail address. */
export const MAIL_DOMAIN = '^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$';
/** RFC 1035 §2.3.4, without the last dot. */
export const MAX_MAIL_DOMAIN = 253;

/** A customer or department whose people write to the desk. */
export interface Organisation {
  readonly id: string;
  readonly name: string;
  /** Lower case. Each belongs to one organisation only. People with an address at one of them join. */
  readonly domains: readonly string[];
  /** Name of the SLA policy of new tickets, in its newest version; null for that of the desk. */
  readonly policy: string | null;
  /** For staff only. */
  readonly notes: string | null;
  readonly isVip: boolean;
  /** The rule for people who have none of their own. */
  readonly ticketVisibility: TicketVisibility;
  readonly createdAt: Date;
  readonly version: number;
}

/** The changes of an organisation. Absent fields stay. */
export type OrganisationEdit = {
  readonly [P in Exclude<keyof Organisation, 'id' | 'createdAt' | 'version'>]?: Organisation[P] | undefined;
};

/** The organisation with the edit applied, one version on. */
export function editOrganisation(before: Organisation, edit: OrganisationEdit): Organisation {
  const given = Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined));
  const after: Organisation = { ...before, ...given, version: before.version + 1 };
  return { ...after, domains: [...new Set(after.domains)] };
}

/** The domain of an address in lower case. Subdomains count as others. */
export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}

/** Returns the faults of the domains: those at which anybody can have an address. */
export function faultsOfDomains(domains: readonly string[]): { path: string; message: string }[] {
  return domains.flatMap((domain, index) =>
    FREE_MAIL_DOMAINS.has(domain)
      ? [
          {
            path: `domains.${index}`,
            message: 'is a domain at which anybody can have an address; add its people one by one',
          },
        ]
      : [],
  );
}
