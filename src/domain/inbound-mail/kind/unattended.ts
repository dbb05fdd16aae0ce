/** No-reply addresses: an answer to them would reach a program (RFC 3834 §2). */

/** Parts of their names, in the usual languages. */
const NO_REPLY =
  /(?:^|[._+-])(?:not?[._-]?repl(?:a?y|ies)|no[._-]?answer|do[._-]?not[._-]?(?:reply|respond)|dont[._-]?reply|nicht[._-]?antworten|keine[._-]?antwort|ne[._-]?pas[._-]?repondre|no[._-]?(?:responder|responda|contestar|respuesta)|nao[._-]?(?:responda|responder)|non[._-]?rispondere|niet[._-]?(?:beantwoorden|antwoorden)|geen[._-]?antwoord|svara?[._-]?(?:inte|ej|ikke)|ikke[._-]?svar|nie[._-]?odpowiada(?:j|c)|ne[._-]?odpov(?:idejte|idat|edajte)|ne[._-]?valaszolj(?:on)?|ne[._-]?otvecha(?:t|yte)|ne[._-]?vidpovida(?:ty|yte)|cevap(?:lama|siz)(?:yin)?|yanitlama(?:yin)?|nu[._-]?raspunde(?:ti)?|ala[._-]?vastaa|ei[._-]?vasta(?:usta|ta)|svar[._-]?ikke|besvares[._-]?ikke|ne[._-]?odgovar(?:aj|ajte|jaj)|jangan[._-]?balas|khong[._-]?tra[._-]?loi)\d{0,3}(?:$|[._+-])/u;
const MACHINES =
  /^(?:mailer-?daemon|mail-daemon|unattended|unmonitored|maildaemon|postmaster|daemon|bounces?|nobody|root|cron|listserv|majordomo|mailman|autoresponder|auto-?(?:reply|mailer|confirm|notify)|microsoftexchange[0-9a-f]{10,}|owner-.+|.+-(?:request|bounces|owner))(?:$|[._+=-])/u;

/** Returns true for a no-reply address. @param address in lower case */
export function isUnattended(address: string): boolean {
  const local = address.slice(0, address.lastIndexOf('@'));
  return NO_REPLY.test(local) || MACHINES.test(local);
}
