import { saysWho } from './attribution-words.js';
import { isHeaderBlock } from './header-block.js';

/** The line above a forwarded mail. */

/** Longer lines are a person's text. It also bounds the work of the patterns. */
const MAX_LINE = 400;
/** Blank lines between it and the headers of the mail. */
const MAX_GAP = 3;

const FORWARDED =
  /^[\s>]*(?:[-=]{2,}\s*)?(?:Begin forwarded message|Forwarded (?:message|mail)|Weitergeleitete Nachricht|Anfang der weitergeleiteten Nachricht|Message transféré|Message transmis|Début du message (?:transféré|réexpédié)|Mensaje reenviado|Inici del missatge reenviat|Inicio del mensaje reenviado|Mensagem encaminhada|Início da mensagem (?:encaminhada|reencaminhada)|Mensagem reencaminhada|Messaggio inoltrato|Inizio messaggio inoltrato|Doorgestuurd bericht|Begin doorgestuurd bericht|Vidarebefordrat meddelande|Vidarebefordrat brev|Videresendt (?:meddelelse|besked|melding)|Start på videresendt (?:besked|melding)|(?:Alkaa )?Välitetty viesti|Edelleenlähetetty viesti|(?:Treść|Początek) przekaz(?:an|ywan)(?:ej|ego) wiadomości|Wiadomość przekazana(?: dalej)?|Przekazana wiadomość|Přeposlaná zpráva|Začátek přeposílané zprávy|Preposlaná správa|Začiatok preposlanej správy|Továbbított üzenet|Továbbított levél kezdete|Mesaj redirecționat|Mesaj înaintat|Începutul mesajului redirecționat|Početak proslijeđene poruke|Proslijeđena poruka|Prosleđena poruka|Posredovano sporočilo|İletilen (?:ileti|mesaj)(?: başlangıcı)?|Yönlendirilmiş ileti|Пересланное сообщение|Пересылаемое сообщение|Перенаправленное сообщение|Начало переадресованного сообщения|Переслане повідомлення|Переадресоване повідомлення|Початок листа, що пересилається|Препратено съобщение|Прослеђена порука|Προωθημένο μήνυμα|Αρχή προωθημένου μηνύματος|הודעה שהועברה|תחילת ההודעה שהועברה|الرسالة المعاد توجيهها|رسالة معاد توجيهها|پیام بازارسال|پیام هدایت شده|Pesan terusan|Pesan yang diteruskan|Mesej dimajukan|Thư chuyển tiếp|Tin nhắn đã chuyển tiếp|Bắt đầu thư được chuyển tiếp|(?:เริ่ม)?ข้อความที่ส่งต่อ|転送されたメッセージ|転送メッセージ|전달된 메시지(?: 시작)?|(?:以下是)?转发的邮件|转发邮件信息|(?:以下是)?轉寄的郵件|轉寄郵件開始|已轉寄郵件|अग्रेषित संदेश)\s*(?:[:：]|[-=]{2,})?\s*$/iu;
/** Words between drawn lines, in any language. */
const DRAWN = /^[\s>*_]*-{3,}\s?\P{Pd}{3,60}\s?-{3,}[\s*_]*$/u;

/**
 * True for the line above a mail that is passed on: by its words, or, in a language that is not known, where it is drawn like
 * one and headers follow. What "Original Message" or "Bob wrote:" stands above is quoted, and not passed on.
 * @param lines plain ones (`plainLine`)
 * @param ours addresses of this help desk, in lower case
 */
export function isForwarding(lines: readonly string[], index: number, ours: readonly string[]): boolean {
  const line = lines[index] ?? '';
  if (line.length > MAX_LINE) return false;
  if (FORWARDED.test(line)) return true;
  if (!DRAWN.test(line) || saysWho(line) || isHeaderBlock(lines, index, ours)) return false;
  const next = lines.slice(index + 1, index + 2 + MAX_GAP).findIndex((each) => each.trim() !== '');
  return next >= 0 && isHeaderBlock(lines, index + 1 + next, ours);
}
