/** Words with which mail programs introduce a quote, in their languages: "On Monday, Bob wrote:". */

/** Separated from other words by spaces. */
const VERBS = [
  // Germanic
  'wrote',
  'writes',
  'schrieb',
  'schrieben',
  'geschrieben',
  'Folgendes geschrieben',
  'het volgende geschreven',
  'schreef',
  'geschreven',
  'skrev',
  'skrifaði',
  'ritaði',
  'geskryf',
  // Romance
  'a écrit',
  'escribió',
  'escribiu',
  'escreveu',
  'ha scritto',
  'scrisse',
  'a scris',
  'va escriure',
  'ha escrit',
  // Slavic: masculine and feminine forms, and combined ones
  'napisał',
  'napisała',
  'napisał\\(a\\)',
  'napisał/a',
  'napisana przez',
  'pisze',
  'napsal',
  'napsala',
  'napsal\\(a\\)',
  'napísal',
  'napísala',
  'napísal\\(a\\)',
  'napisal',
  'napisala',
  'napisal\\(a\\)',
  'napisao',
  'napisao je',
  'napisala je',
  'napisao/la',
  'napisao\\(la\\)',
  'написао',
  'написала',
  'написао/ла',
  'написао\\(ла\\)',
  'написал',
  'написал\\(а\\)',
  'пишет',
  'писал',
  'писала',
  'писал\\(а\\)',
  'писали',
  'пише',
  'писав',
  'писав\\(-ла\\)',
  'написав',
  'написав\\(-ла\\)',
  'напісаў',
  'піша',
  'написа',
  'напиша',
  'je napisal/-a',
  // Baltic, Finnic and others of Europe
  'rašė',
  'parašė',
  'rakstīja',
  'kirjutas',
  'kirjoitti',
  'írta',
  'έγραψε',
  'shkroi',
  'idatzi du',
  'yazdı',
  'yazıb',
  'yozdi',
  'былай деп жазды',
  'წერდა',
  'գրել է',
  'ysgrifennodd',
  'isinulat ni',
  // Asia and Africa
  'כתב',
  'כתבה',
  'כתב/ה',
  'كتب',
  'كتبت',
  'كتب/ت',
  'تمت كتابة ما يلي بواسطة',
  'نوشت',
  'نوشته است',
  'menulis',
  'đã viết',
  'เขียนว่า',
  'ने लिखा',
  'ने लिहिले',
  'লিখেছেন',
  'எழுதியது',
  'ఇలా రాసారు',
  'એ લખ્યું',
  'ਨੇ ਲਿਖਿਆ',
  'نے لکھا',
  'የጻፈው',
  '작성',
  '님이 작성',
  '쓴 글',
  'のメール',
  'aliandika',
];
/** Stands before the name: "Quoting Bob <b@c.example>:". */
const QUOTING =
  /^[\s*_-]*(?:Quoting|Zitat von|Zitiere|Cytowanie|Cituji|Citando(?: a)?|Citation de|Citeren van|Citaat van|Citerar|Lainaus|Idézem|Цитирование|Цитування)\s/u;
/** In scripts that put no space before them. */
const ATTACHED = [
  '写道',
  '寫道',
  '님이 작성',
  'さんは書きました',
  'は書きました',
  'が書きました',
  'のメッセージ',
];
const VERB = `(?:${VERBS.join('|')})(?=$|[\\s:：፦.,<"'(])`;
const SAYS = new RegExp(`(?:^|[\\s>\\])"'])${VERB}|(?:${ATTACHED.join('|')})(?=\\s*[:：])`, 'iu');
const SAYS_FIRST = new RegExp(`^(?:${VERB}|${ATTACHED.join('|')})`, 'iu');
const ALL_SAYS = new RegExp(SAYS, 'giu');

/** Words before and after a date or a name: "On", "at", "from". */
const OPENING =
  /^[\s*_-]*(?:On|At|Am|Vom|Le|El|El dia|Em|Op|Il|Den|Pe|La data|În data de|În|W dniu|Dnia|Dne|Dňa|Dana|U|V|Ob|На|В|Во|У|О|Στις|Την|Στο|Kuupäev|Vào(?: lúc| ngày)?|Pada(?: tanggal)?|ในวันที่|เมื่อ(?:วันที่)?|בתאריך|ב-|في|بتاريخ|در(?: تاریخ)?|在|於|于)(?:\s|(?=\p{Nd}))/u;
/** Small words of names, dates and attributions; any other small word makes a sentence of them. */
const PARTICLES = new Set(
  (
    'a al alle am ap at avec az bin by d da dal das de del della den der di do dos du e el en ezt fra från from g godz h heeft het hl ' +
    'ibn im je kell kl klo klokken la las le les lietotājs lo los o ob ore os om oseba p page par pm por przez r saat tarihinde ten ter ' +
    'u uhr um v van via volgende von vom w y à zu zum av af ab użytkownik uživatel odesílatel používateľ şunu şunları ' +
    'в г о от р у з від користувач пользователь корисник от је на χρήστης ο η'
  ).split(' '),
);

/** Returns true for a text that introduces the words of a person. */
export function saysWho(text: string): boolean {
  return SAYS.test(text);
}

/** Returns true for a text that begins with such a verb: the rest of a broken line. */
export function beginsWithVerb(text: string): boolean {
  return SAYS_FIRST.test(text);
}

/** True for text that begins with the word for a quote. */
export function saysQuoting(text: string): boolean {
  return QUOTING.test(text);
}

/** What stands before and after the words by which somebody is said to write; null where there are none. */
export function aroundVerb(text: string): readonly [before: string, after: string] | null {
  const verb = SAYS.exec(text);
  return verb === null ? null : [text.slice(0, verb.index), text.slice(verb.index + verb[0].length)];
}

/** True for what begins as such a line does. */
export function opensAttribution(text: string): boolean {
  return OPENING.test(text);
}

/** Returns the text without these verbs. */
export function withoutVerbs(text: string): string {
  return text.replaceAll(ALL_SAYS, ' ');
}

const MAX_NAME_WORDS = 8;

/**
 * Returns true for a possible name, by its capital letters:
 * "Help Desk", "Anna van der Berg", "bob_2", but not "it broke". In scripts without capitals, any short text is
 * possible.
 * @param smallWords maximum words in small letters
 */
export function isNameLike(text: string, smallWords = 0): boolean {
  const words = text.split(/[\s,;:"'<>()[\]«»„“”*|–—-]+/u).filter((word) => word !== '');
  const small = words.filter(
    (word) => /^\p{Ll}[^_.\p{Nd}]*\.?$/u.test(word) && !PARTICLES.has(word.replace(/\.$/u, '')),
  );
  return words.length <= MAX_NAME_WORDS && small.length <= smallWords;
}
