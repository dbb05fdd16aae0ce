/** Services and hosts that do nothing but pass mail on to many. */
const LIST_DOMAINS =
  /(?:^|\.)(?:lists?|listserv|mailman|sympa|majordomo|groups|ml)\.[^@]+$|(?:^|\.)(?:googlegroups\.com|groups\.io|freelists\.org|yahoogroups\.[a-z.]+|librelist\.com|simplelists\.com|topicbox\.com)$/u;
/** The names of mailing lists. */
const LIST_NAMES =
  /^(?:list|liste|lista|everyone|everybody|all|all-.+|alle|tous|todos|staff|.+-(?:list|liste|l))$/u;

/**
 * Returns true for an address that looks like a mailing list, so an answer would reach many people.
 * @param address in lower case
 */
export function isListAddress(address: string): boolean {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at).replace(/\+.*$/u, '');
  return LIST_NAMES.test(local) || LIST_DOMAINS.test(address.slice(at + 1));
}
