import type { Repositories } from '../../ports/repositories.js';

/** Dependencies of the search for tickets. */
export type TicketSearchDeps = Pick<Repositories, 'ticketWords'>;
