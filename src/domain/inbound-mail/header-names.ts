/**
 * Names of the headers that mail programs quote, in their languages.
 * A word that several languages share is listed once.
 */

/** The meaning of a quoted header. */
export type HeaderKind = 'from' | 'sent' | 'to' | 'subject' | 'other';

const NAMES: Readonly<Record<HeaderKind, string>> = {
  from:
    'From|Von|De|De la|Da|Van|Från|Fra|Frá|Lähettäjä|Od|Šalje|Feladó|Expeditor|Kimden|Gönderen|Kimdən|Nuo|Siuntėjas|No|Sūtītājs|Saatja|Kellelt|' +
    'Remitent|Nork|От|От кого|Від|Від кого|Ад|Шаље|Пошиљалац|Испраќач|Από|Αποστολέας|מאת|من|المرسل|از|فرستنده|Dari|Daripada|Pengirim|Từ|Người gửi|จาก|ผู้ส่ง|' +
    '发件人|寄件者|寄件人|差出人|送信者|보낸 사람|보낸이|보낸사람|प्रेषक|থেকে',
  sent:
    'Sent|Date|Sent at|Gesendet|Datum|Envoyé|Envoyé le|Fecha|Enviado|Enviado el|Enviado em|Enviada em|Data|Inviato|Verzonden|Skickat|Sendt|Dato|' +
    'Lähetetty|Päivämäärä|Päiväys|Wysłano|Wysłane|Odesláno|Odoslané|Dátum|Poslano|Poslato|Küldve|Elküldve|Küldés dátuma|Trimis|Trimis la|Data trimiterii|' +
    'Gönderildi|Gönderme Tarihi|Tarih|Göndərildi|Išsiųsta|Nosūtīts|Datums|Saadetud|Kuupäev|Enviat|Enviat el|Bidalia|Sent þann|Dagsetning|' +
    'Отправлено|Дата|Надіслано|Відправлено|Адпраўлена|Изпратено|Послато|Датум|Испратено|Στάλθηκε|Εστάλη|Αποστολή|Ημερομηνία|נשלח|תאריך|תאריך שליחה|' +
    'تم الإرسال|أرسلت|أُرسلت|مُرسل|مرسل|تاريخ الإرسال|التاريخ|ارسال|ارسال شده|ارسال‌شده|تاریخ|Dikirim|Terkirim|Tanggal|Dihantar|Tarikh|' +
    'Đã gửi|Gửi|Ngày gửi|Ngày|Đã gửi vào|ส่ง|ส่งเมื่อ|วันที่|วันที่ส่ง|发送时间|发送日期|日期|时间|寄件日期|傳送時間|傳送日期|時間|送信日時|日時|日付|' +
    '보낸 날짜|보냄|날짜|보낸 시간|전송|भेजा गया|दिनांक|প্রেরিত',
  to:
    'To|An|À|Pour|Para|A|Aan|Till|Til|Vastaanottaja|Do|Komu|Za|Prima|Címzett|Către|Destinatar|Kime|Alıcı|Kimə|Kam|Adresatas|Gavėjas|Adresāts|Saņēmējs|' +
    'Adressaat|Kellele|Saaja|Per a|Nori|Кому|Каму|До|За|Прима|Προς|אל|إلى|الى|به|گیرنده|Kepada|Untuk|Đến|Tới|Người nhận|ถึง|ผู้รับ|收件人|收件者|宛先|受信者|' +
    '받는 사람|받는이|받는사람|प्रति|প্রাপক',
  subject:
    'Subject|Betreff|Objet|Sujet|Asunto|Assunto|Oggetto|Onderwerp|Ämne|Emne|Efni|Aihe|Temat|Předmět|Predmet|Tema|Zadeva|Naslov|Tárgy|Subiect|Subiectul|Konu|Mövzu|' +
    'Tēma|Teema|Assumpte|Gaia|Тема|Тэма|Относно|Предмет|Наслов|Θέμα|נושא|הנדון|الموضوع|موضوع|Subjek|Perihal|Hal|Chủ đề|Tiêu đề|เรื่อง|หัวเรื่อง|หัวข้อ|主题|主題|主旨|件名|' +
    '제목|विषय|বিষয়',
  other:
    'Cc|Bcc|Reply-To|Importance|Priority|Attachments|Kopie|Kopia|Kopi|Copie|Copia|Cópia|Risposta|Kopio|DW|UDW|Kópia|Kopija|Másolatot kap|Bilgi|Копия|Копія|Копие|Κοιν|Κοιν\\.|' +
    'עותק|نسخة|رونوشت|Tembusan|Đồng gửi|สำเนา|抄送|副本|참조|प्रतिलिपि|Antwort an|Wichtigkeit|Répondre à|Responder a|Responder para',
};

const KINDS: readonly HeaderKind[] = ['from', 'sent', 'to', 'subject', 'other'];
const PATTERNS = KINDS.map(
  (kind) => [kind, new RegExp(`^[\\s>*_]*(?:${NAMES[kind]})[\\s*_]*[:：]`, 'iu')] as const,
);
/** Anything that can be the name of a header, in an unknown language. */
const NAMED = /^[\s>*_]*\p{L}[\p{L}\p{M}\s.'’-]{0,24}[*_]*[:：]\s*\S/u;

/** Returns the meaning of the header in a line; null if the line is not a header. */
export function headerKindOf(line: string): HeaderKind | null {
  if (!/[:：]/u.test(line)) return null;
  return PATTERNS.find(([, pattern]) => pattern.test(line))?.[0] ?? null;
}

/** True for a line that begins with one or a few words and a colon. */
export function isNamedLine(line: string): boolean {
  return NAMED.test(line);
}
