/** Where people find a ticket, once they have signed in. */
export function ticketUrl(publicUrl: string, number: string): string {
  return `${publicUrl}/api/v1/tickets/${number}`;
}
