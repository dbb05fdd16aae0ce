import type { Client } from './http-client.js';
import { waitFor } from './wait-for.js';

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

export async function submit(client: Client, ticket: object = VPN_TICKET): Promise<any> {
  const { status, body } = await client.post('/api/v1/tickets', ticket);
  if (status !== 201) throw new Error(`Not accepted: ${status} ${JSON.stringify(body)}`);
  return body;
}

/** Waits until the ticket, as `client` sees it, is as wanted. */
export async function ticketWhen(
  client: Client,
  reference: string,
  what: string,
  isSo: (ticket: any) => boolean,
  timeoutMs?: number,
): Promise<any> {
  let last: unknown;
  try {
    return await waitFor(
      `${reference} to be ${what}`,
      async () => {
        const { body } = await client.get(`/api/v1/tickets/${reference}`);
        last = body;
        return isSo(body) ? body : undefined;
      },
      timeoutMs,
    );
  } catch (error) {
    throw new Error(`${(error as Error).message} Last seen: ${JSON.stringify(last)}`, { cause: error });
  }
}

export const assigned = (client: Client, reference: string) =>
  ticketWhen(client, reference, 'assigned', (ticket) => ticket.assignee !== null);

/** What happened to a ticket, as the trail's actions in order. */
export async function trail(client: Client, reference: string): Promise<any[]> {
  const { body } = await client.get(`/api/v1/tickets/${reference}/activities`);
  return body.activities;
}
