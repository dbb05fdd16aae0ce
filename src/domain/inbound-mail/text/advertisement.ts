import { plainLine } from './plain-line.js';

/**
 * The line that phones and mail programs add at the end of a mail: "Sent from my iPhone".
 * All its words must be known words. One other word, and a person wrote the line.
 */

/** Longer lines are not advertisements, whatever links they have. */
const MAX_MARKED_UP = 2_000;
const MAX_LENGTH = 160;

const words = (list: string) => new Set(list.split(/\s+/u));

/** Names of devices and programs without another meaning. */
const BRANDS =
  /^(?:(?:iphon|ipad|ipod|android|outlook|blackberry|bb10)\p{L}{0,6}|thunderbird|protonmail|proton|gmail|airmail|mailbox|sparrow|superhuman|tutanota|tuta|k9|bluemail|typeapp|mailbird|mymail|aquamail|fairemail|galaxy|pixel|xperia|lumia|redmi|fairphone|roundcube|webmail|mailspring|polymail|tapatalk|imac|macbook|gmx|aol|yahoo!?)$/u;
/** Programs whose names have another meaning. Right after the verb and "with" they mean the program. */
const PROGRAMS = words('spark spike missive canary newton edison front superhuman hey');
/** Makers and programs whose names have another meaning. With a word for a device they mean the maker. */
const MAKERS = words(
  'samsung huawei xiaomi mi poco oneplus oppo vivo realme nokia htc lg sony motorola moto zte honor apple google lenovo asus alcatel ' +
    'windows microsoft mail email workspace zoho yandex яндекс яндекс.почты почты mail.ru hey front nine surface verizon vodafone telekom orange o2 ' +
    'mobile wireless at&t sprint swisscom web.de freenet mac watch',
);
const DEVICES = words(
  'phone phones cell cellphone mobile smartphone handheld device tablet pc laptop pda handy mobiltelefon mobilgerät gerät endgerät mobilen appareil ' +
    'téléphone portable mobile móvil celular teléfono dispositivo telemóvel telefone cellulare telefono telefoon toestel mobiel tablette ' +
    'mobil telefon enhed enhet puhelin puhelimesta matkapuhelin puhelimestani telefonu komórki telefon mobilu telefónu mobilem telefonom ' +
    'телефон телефона смартфон смартфона устройства планшета мобильного мобильной мобільного телефону смартфону телефон мобилен ' +
    'κινητό τηλέφωνο συσκευή cihazımdan telefonumdan cihazından telefonundan הטלפון הנייד מהטלפון מהנייד الهاتف هاتفي جوالي هاتف ' +
    'ponsel perangkat telepon seluler hp điện thoại di động มือถือ โทรศัพท์ फ़ोन मोबाइल फोन डिवाइस uređaja mobitela telefona mobilnega telefona',
);
const OWN = words(
  'my a mein meinem meiner meinen mon ma mi meu minha mio mia mijn min mitt mojego mojej mého mého svého môjho mog mojega moj ' +
    'моего моєї мого моят моя μου benim az a mul meu şu יש שלי الخاص بي saya của tôi ของฉัน ฉัน मेरे मेरी minu mano mana',
);
/** The verb; every such line has one. */
const VERBS = words(
  'sent gesendet geschickt envoyé envoyée enviado enviada enviat inviato inviata verzonden verstuurd gestuurd skickat skickades sendt lähetetty wysłano wysłane ' +
    'odesláno odoslané odoslané poslano poslato küldve trimis expediat gönderildi išsiųsta nosūtīts saadetud bidalia отправлено отправлена надіслано відправлено изпратено ' +
    'послато стάλθηκε στάλθηκε εστάλη נשלח أرسلت أُرسلت ارسلت فرستاده dikirim terkirim đã gửi ส่งจาก ส่ง भेजा भेजी get obtenir télécharger obtener obter scarica ' +
    'download downloaden holen beziehen obtenez obtén obtenha hämta hent pobierz stáhnout stáhněte získať získejte descargar baixar ottieni ' +
    'загрузить получить завантажити 获取 下载 取得',
);
/** Words between the names. */
const FILLERS = words(
  'from via with using by on for the and depuis de du d l à partir avec pour desde con por para do da no na pelo pela com dal dalla da con per ' +
    'vanaf met van mijn voor von vom mit aus über für sie sich die das diese nachricht mail wurde wurden der ist e från över med på för fra til z ze za pomocą ' +
    's so из iz pomoću u cu de pe din prin ul meu kezdve ról ról ről omról omr с со от через помощью з із мого από το τον με μέσω umdan ımdan dan den ile tarafından ' +
    'מה מ ה מן من الـ ال عبر جهاز dari melalui dengan từ qua bằng จาก से गया गई के लिए द्वारा this message was been has la le un una mensaje mensagem messaggio bericht ' +
    'app application anwendung ios ipados windows macos linux desktop pro max mini plus ultra lite note edge air neo active se xl xr fe lte dual sim premium work hub ' +
    'business enterprise personal please excuse any typos brevity typing errors bitte entschuldigen kürze tippfehler meine ' +
    'veuillez excuser brièveté disculpe brevedad secure encrypted aplikację dla systemu si pro pre для o 适用于 的',
);
/** "S21", "10", "5G", "P30", "II". */
const MODEL = /^(?:\p{L}{0,2}\p{Nd}{1,2}\p{L}{0,2}|\p{L}{1,2}\p{Nd}{1,3}\p{L}{0,1}|i{1,3}|iv|\p{Lu})\+?$/iu;

/** For languages without spaces between words, or with another word order. */
const FIXED: readonly RegExp[] = [
  // The rest of a tracking picture.
  /^\u1427{1,3}$/u,
  /^(?:iPhone|iPad|Android|Galaxy|Xperia)\s?(?:から送信(?:されました)?|에서 보냄|에서 보냈습니다\.?)$/u,
  /^(?:나의|내)\s(?:iPhone|iPad|Galaxy)\s?에서 보냄$/u,
  /^삼성\sGalaxy\s?스마트폰에서 보냈습니다\.?$/u,
  /^(?:iOS|Android)\s?用\s?Outlook\s?を入手.{0,20}$/u,
  /^(?:(?:发|發)自我的|来自我的|從我的|从我的)\s?(?:iPhone|iPad|Android|Galaxy|华为|華為|小米|vivo|OPPO|荣耀|三星|手机|手機|[A-Za-z0-9 ]{0,12}手机)\s?(?:[A-Za-z0-9 ]{0,12})(?:手机|手機)?\s?(?:传送|傳送|发送)?$/u,
];

/** True for a line that a telephone or a program has added. */
export function isAdvertisement(line: string): boolean {
  if (line.length > MAX_MARKED_UP) return false;
  const text = plainLine(line)
    .replaceAll(/<[^<>]{0,300}>|\[[^[\]]{0,300}\]|\(https?:[^()\s]{0,300}\)/gu, ' ')
    .replaceAll(/[*_]/gu, '')
    .replace(/\bk-9\b/iu, 'k9')
    .trim();
  if (text === '' || text.length > MAX_LENGTH) return false;
  return FIXED.some((pattern) => pattern.test(text)) || isMadeOfItsWords(text);
}

function isMadeOfItsWords(text: string): boolean {
  const found = text
    .toLowerCase()
    .replaceAll(/(?<=\p{L})[’'](?=\p{L})/gu, ' ')
    .split(/[\s,;:()"„“”«»/–—-]+/u)
    .map((word) => word.replaceAll(/^[.!]+|[.!]+$/gu, ''))
    .filter((word) => word !== '');
  return found.some((word) => VERBS.has(word)) && found.every(isKnown) && isMeant(found);
}

function isKnown(word: string): boolean {
  const sets = [PROGRAMS, MAKERS, DEVICES, OWN, VERBS, FILLERS];
  return BRANDS.test(word) || MODEL.test(word) || sets.some((set) => set.has(word));
}

/**
 * Returns true for a device or a program:
 * "my phone", "Windows Mail", "Samsung mobile", but not "by mail".
 */
function isMeant(found: readonly string[]): boolean {
  if (found.some((word) => BRANDS.test(word))) return true;
  if (found.length === 3 && PROGRAMS.has(found[2] ?? '')) return true;
  const count = (set: ReadonlySet<string>) => found.filter((word) => set.has(word)).length;
  const [makers, devices, own] = [count(MAKERS), count(DEVICES), count(OWN)];
  if (devices > 0) return makers > 0 || own > 0;
  return !found.includes('by') && makers > 0 && makers + own > 1;
}
