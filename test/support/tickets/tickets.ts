import type { Schemas } from '../../../src/client/client.js';
import { dataOf, type Client } from '../http-client.js';
import { waitFor } from '../wait-for.js';

type Ticket = Schemas['Ticket'];
type Api = Pick<Client, 'api'>;

/** A ticket that the local rules give to Bob. */
export const VPN_TICKET = {
  title: 'VPN drops every ten minutes',
  description: 'The vpn connection drops every ten minutes since this morning and I cannot work.',
};

/** A ticket that the local rules give to Carol. */
export const MAIL_TICKET = {
  title: 'Outlook does not send mail',
  description: 'My outlook email stays in the outbox.',
};

export function submit(client: Api, body: Schemas['NewTicket'] = VPN_TICKET): Promise<Ticket> {
  return dataOf(client.api.POST('/api/v1/tickets', { body }));
}

/** At once, of many: an API on a busy machine refuses what would wait for too long. */
const AT_ONCE = 10;

export async function submitMany(client: Api, count: number): Promise<Ticket[]> {
  const submitted: Ticket[] = [];
  while (submitted.length < count) {
    const next = Math.min(AT_ONCE, count - submitted.length);
    submitted.push(...(await Promise.all(Array.from({ length: next }, () => submit(client)))));
  }
  return submitted;
}

/** Waits until the ticket, as `client` sees it, is as wanted. */
export async function ticketWhen(
  client: Api,
  reference: string,
  what: string,
  isSo: (ticket: Ticket) => boolean,
): Promise<Ticket> {
  const params = { path: { ticket: reference } };
  let last: Ticket | undefined;
  try {
    return await waitFor(`${reference} to be ${what}`, async () => {
      last = await dataOf(client.api.GET('/api/v1/tickets/{ticket}', { params }));
      return isSo(last) ? last : undefined;
    });
  } catch (error) {
    throw new Error(`${(error as Error).message} Last seen: ${JSON.stringify(last)}`, { cause: error });
  }
}

/** Waits until the ticket has an assignee. */
export async function assigned(client: Api, reference: string) {
  const ticket = await ticketWhen(client, reference, 'assigned', ({ assignee }) => assignee !== null);
  return { ...ticket, assignee: ticket.assignee! };
}

/** What happened to a ticket, as the trail's actions in order. */
export async function trail(client: Api, reference: string): Promise<Schemas['ActivityList']['activities']> {
  const params = { path: { ticket: reference } };
  return (await dataOf(client.api.GET('/api/v1/tickets/{ticket}/activities', { params }))).activities;
}
