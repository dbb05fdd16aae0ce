/** The block of headers that Outlook and others put above what they quote, without any mark at its lines. */

/** Longer lines are a person's text. */
const MAX_LINE = 600;
/** So many lines a block has at most, blank ones counted. */
const REACH = 12;

const FROM = [
  'From',
  'Von',
  'De',
  'Da',
  'Van',
  'Från',
  'Fra',
  'Lähettäjä',
  'Od',
  'Feladó',
  'Kimden',
  'От',
  '发件人',
  '寄件者',
  '差出人',
  '보낸 사람',
  'प्रेषक',
];
const SUBJECT = [
  'Subject',
  'Betreff',
  'Objet',
  'Asunto',
  'Assunto',
  'Oggetto',
  'Onderwerp',
  'Ämne',
  'Emne',
  'Aihe',
  'Temat',
  'Předmět',
  'Tárgy',
  'Konu',
  'Тема',
  '主题',
  '主旨',
  '件名',
  '제목',
  'विषय',
];
const OTHERS = [
  'Sent',
  'Date',
  'To',
  'Cc',
  'Gesendet',
  'Datum',
  'An',
  'Envoyé',
  'À',
  'Enviado',
  'Enviada em',
  'Enviado el',
  'Enviado em',
  'Para',
  'Fecha',
  'Data',
  'Inviato',
  'A',
  'Verzonden',
  'Aan',
  'Skickat',
  'Till',
  'Sendt',
  'Til',
  'Lähetetty',
  'Vastaanottaja',
  'Wysłano',
  'Do',
  'Odesláno',
  'Komu',
  'Elküldve',
  'Címzett',
  'Gönderildi',
  'Kime',
  'Отправлено',
  'Кому',
  '发送时间',
  '收件人',
  '寄件日期',
  '收件者',
  '送信日時',
  '宛先',
  '보낸 날짜',
  '받는 사람',
  'भेजा गया',
  'प्रति',
  'दिनांक',
];

const named = (names: readonly string[]) => new RegExp(`^[\\s>*_]*(?:${names.join('|')})[\\s*_]*[:：]`, 'iu');
const IS_FROM = named(FROM);
const IS_SUBJECT = named(SUBJECT);
const IS_OTHER = named(OTHERS);

const ORIGINAL =
  /^[\s>]*-{2,}\s*(?:Original Message|Original-Nachricht|Urspr(?:ü|ue)ngliche Nachricht|Message d['’]origine|Message original|Mensaje original|Mensagem original|Messaggio originale|Oorspronkelijk bericht|Ursprungligt meddelande|Oprindelig meddelelse|Wiadomość oryginalna|Исходное сообщение|मूल संदेश|原始邮件)\s*-{2,}\s*$/iu;

/** True where what is quoted begins at this line: with "Original Message", or with a block of its headers. */
export function isHeaderBlock(lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  if (line.length > MAX_LINE) return false;
  return ORIGINAL.test(line) || (IS_FROM.test(line) && hasRest(lines.slice(index + 1, index + REACH)));
}

/** A subject and one more: "From:" alone may be a person's word. */
function hasRest(lines: readonly string[]): boolean {
  const headers = lines.filter((line) => line.length <= MAX_LINE);
  return headers.some((line) => IS_SUBJECT.test(line)) && headers.some((line) => IS_OTHER.test(line));
}
