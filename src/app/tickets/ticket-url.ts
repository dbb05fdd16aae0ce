/** Returns the URL of a ticket, after sign-in. */
export function ticketUrl(publicUrl: string, number: string): string {
  return `${publicUrl}/api/v1/tickets/${number}`;
}
