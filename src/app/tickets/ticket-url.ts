/**
 * Returns the page of a ticket in the console, for mails and the pages behind their links. It asks for a sign-in, and shows
 * each person what they may see. The mark tells it apart from an address that a person has copied: `own-traces.ts`.
 */
export function ticketUrl(publicUrl: string, number: string): string {
  return `${publicUrl}/tickets/${number}?mailed`;
}
