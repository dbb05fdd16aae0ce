/** Addresses that nobody reads: to answer them is to answer a machine (RFC 3834 §2). */

/** What their names are made of, in the languages in which they are usual. */
const NO_REPLY =
  /(?:^|[._+-])(?:no[._-]?repl(?:y|ies)|do[._-]?not[._-]?(?:reply|respond)|dont[._-]?reply|nicht[._-]?antworten|keine[._-]?antwort|ne[._-]?pas[._-]?repondre|no[._-]?(?:responder|contestar|respuesta)|nao[._-]?(?:responda|responder)|non[._-]?rispondere|niet[._-]?(?:beantwoorden|antwoorden)|geen[._-]?antwoord|svara?[._-]?(?:inte|ej|ikke)|ikke[._-]?svar|nie[._-]?odpowiadaj|neodpovidejte)\d{0,3}(?:$|[._+-])/u;
const MACHINES =
  /^(?:mailer-daemon|mail-daemon|maildaemon|postmaster|daemon|bounces?|nobody|root|cron|listserv|majordomo|mailman|autoresponder|auto-?(?:reply|mailer|confirm|notify)|microsoftexchange[0-9a-f]{10,}|owner-.+|.+-(?:request|bounces|owner))(?:$|[._+=-])/u;

/** True for an address that nobody reads. @param address in lower case */
export function isUnattended(address: string): boolean {
  const local = address.slice(0, address.lastIndexOf('@'));
  return NO_REPLY.test(local) || MACHINES.test(local);
}
