/* Words of mails that only say thanks, as people write them. All are compared in small letters and without accents. */

/** At least one of them makes it thanks, or says that all is well. */
const THANKS = `
  thanks thank thx thnx tnx ty thankyou cheers perfect great awesome excellent solved fixed resolved works working worked
  brilliant super appreciated wonderful fantastic good fine ok okay cool amazing sorted
  danke dankeschön vielendank dank besten merci funktioniert klappt geht gelöst erledigt läuft prima klasse perfekt bestens
  toll spitze einwandfrei wunderbar hervorragend passt
  parfait impeccable marche fonctionne résolu réglé remercie génial nickel
  gracias funciona perfecto solucionado resuelto arreglado genial estupendo excelente agradezco vale
  obrigado obrigada obrigados funcionou resolvido perfeito ótimo agradeço valeu grato grata
  grazie funziona perfetto risolto ottimo ringrazio
  bedankt dankjewel dankuwel opgelost werkt geweldig uitstekend
  tack tackar fungerar löst perfekt toppen takk fungerer løst tak virker tusen
  kiitos kiitoksia toimii hienoa loistavaa mahtavaa kiitän
  dziękuję dzięki dziekuje działa rozwiązane super świetnie dziękujemy
  děkuji díky dekuji diky funguje vyřešeno skvělé děkujeme ďakujem vďaka vyriešené ďakujeme
  hvala riješeno rešeno radi deluje odlično хвала ради решено одлично
  köszönöm köszi köszönjük működik megoldva rendben
  mulțumesc mulțumim mersi funcționează rezolvat
  благодаря работи благодарим мерси
  спасибо благодарю работает заработало решено отлично спс благодарим
  дякую працює запрацювало вирішено чудово дякуємо
  ευχαριστώ ευχαριστούμε λειτουργεί δουλεύει τέλεια
  teşekkürler teşekkür sağolun sağol çalışıyor çözüldü süper mükemmel
  aitäh tänan toimib paldies strādā ačiū dėkoju veikia gràcies moltes
  תודה עובד מעולה נפתר شكرا شكراً يعمل ممتاز تم ممنون متشکرم سپاس مرسی
  धन्यवाद शुक्रिया आभार ধন্যবাদ شکریہ
  terima makasih kasih berhasil beres siap salamat cảm ơn cám
`;

/** Filler words in a mail of thanks. None says that something is wrong or unfinished. */
const FILLERS = `
  you u so very much many a lot for your the quick fast swift prompt speedy
  effort time all everything everyone team it its this that i we now is are been has both guys dear sir madam mr mrs ms hi
  hello hey and to me us my kind really truly indeed yes yep yeah
  ihnen dir euch für die der das den ihre deine eure schnelle schnellen rasche
  vielen herzlichen lieben recht sehr alles jetzt nun es ist gut super und sie ich wir ja hat haben geholfen team
  hallo guten tag herr frau liebe lieber liebes damen herren geehrte geehrter an das
  beaucoup bien pour votre ton vous te de la le rapide tout c est maintenant ça cela je nous oui bonjour madame
  monsieur et à toute équipe très
  muchas muchísimas por su tu la el rápida todo ya está ahora me ha os le les se lo y hola buenos días sí que
  mil equipo muy bien
  muito muita pela pelo sua rápida tudo já está agora bem olá bom dia sim e o a eu foi equipe mil
  mille tante molte per il vostro tuo tutto ora adesso bene ciao buongiorno è sì la
  hartelijk je jullie voor uw jouw snelle alles nu goed het dag ja en u
  så mycket för hjälpen snabba svaret allt nu det är bra hej ja och mange for hjelpen hjælpen raske
  alt nå nu det er godt bra hei du så meget tusind
  paljon avusta nopeasta kaikki nyt hyvin hyvää se hei
  bardzo za szybką wszystko już teraz dobrze dzień dobry ok i
  moc za rychlou vše už teď dobře dobrý den je to ja veľmi pekne všetko teraz
  puno najlepša na lepa sve vse sada zdaj dobro пуно на све сада добро
  szépen nagyon a az segítséget gyors választ már most minden jól
  foarte mult pentru totul acum bine
  много за помощта вече всичко сега добре
  большое огромное вам тебе за быстрый всё все теперь уже хорошо добрый день здравствуйте да
  дуже вам щиро за швидку все тепер вже добре
  πολύ για τη την όλα τώρα καλά σας
  çok ederim ederiz yardımınız için her şey şimdi iyi tamam
  suur väga eest liels par labai už molt per l
  רבה לך לכם על העזרה הכל עכשיו בסדר جزيلا جزيلاً لكم لك على المساعدة كل شيء الآن بخير خیلی از شما همه چیز
  बहुत आपका आपकी मदद के लिए सब अब ठीक है अच्छा bahut aapka
  banyak sudah bisa banyakbanyak atas bantuannya semua baik sekarang nhiều bạn anh chị đã giúp đỡ rất
`;

/**
 * Words for help.
 * Without a word of {@link BEFORE_HELP} before them, they may ask for help: "Help! Thanks".
 */
const HELP = `
  help support reply response answer assistance hilfe unterstützung antwort rückmeldung aide réponse ayuda respuesta ajuda
  resposta aiuto risposta hulp reactie hjälp hjelp hjælp svar pomoc odpowiedź odpověď pomoči pomoći pomoč помоћи ajutor
  помощь ответ допомогу відповідь abi palīdzību pagalbą βοήθεια
`;
const BEFORE_HELP = `
  for your the quick fast swift prompt speedy great all kind ihre ihren deine eure die der das schnelle schnellen rasche
  pour votre ton de l la por su tu rápida pela sua per il vostro tuo rapida voor uw jouw je jullie snelle för snabba for
  raske za szybką rychlou na lepa pentru за быстрый быструю швидку на eest par už τη την
`;

/** Phrases whose single words may have another meaning. The longest phrase wins. */
const MULTI_WORD_PHRASES = [
  'have a nice day',
  'have a great day',
  'have a good day',
  'have a nice weekend',
  'have a great weekend',
  'nice day',
  'good day',
  'did the trick',
  'that did it',
  'can confirm',
  'thanks again',
  'thank you again',
  'works again',
  'working again',
  'no problem',
  'no problems',
  'no worries',
  'well done',
  'good job',
  'great job',
  'nice work',
  'problem solved',
  'issue solved',
  'problem resolved',
  'issue resolved',
  'problem is solved',
  'issue is resolved',
  'problem is fixed',
  'you can close it',
  'you can close this',
  'you can close the ticket',
  'please close the ticket',
  'please close it',
  'kein problem',
  'geht wieder',
  'läuft wieder',
  'klappt wieder',
  'funktioniert wieder',
  'wieder gut',
  'alles wieder',
  'problem gelöst',
  'problem ist gelöst',
  'problem behoben',
  'werkt weer',
  'doet het weer',
  'schönen tag',
  'schönes wochenende',
  'schönen feierabend',
  'noch mal danke',
  'nochmals danke',
  'nochmals vielen dank',
  'bonne journée',
  'bon week-end',
  'problème résolu',
  'le problème est résolu',
  'problema resuelto',
  'problema solucionado',
  'buen día',
  'problema resolvido',
  'problema risolto',
  'buona giornata',
  'fijne dag',
  'probleem opgelost',
  'problem rozwiązany',
  'проблема решена',
  'хорошего дня',
  'проблему вирішено',
  'sorun çözüldü',
  'iyi günler',
];

/** The same in scripts that put no spaces between words. */
const UNSPACED = {
  telling: [
    'ありがとうございます',
    'ありがとうございました',
    'ありがとう',
    '解決しました',
    '直りました',
    '動きました',
    '使えました',
    '助かりました',
    '感謝',
    '谢谢',
    '謝謝',
    '多谢',
    '多謝',
    '感谢',
    '好的',
    '已解决',
    '解决了',
    '已解決',
    '解決了',
    '没问题了',
    '沒問題了',
    '可以了',
    '好了',
    '正常了',
    '收到',
    '太好了',
    '감사합니다',
    '감사드립니다',
    '고맙습니다',
    '고마워요',
    '해결되었습니다',
    '해결됐습니다',
    '잘됩니다',
    'ขอบคุณ',
    'ขอบใจ',
    'ใช้งานได้แล้ว',
    'ใช้ได้แล้ว',
    'เรียบร้อยแล้ว',
    'អរគុណ',
    'ຂອບໃຈ',
    'ကျေးဇူးတင်ပါတယ်',
  ],
  beside: [
    '本当に',
    'どうも',
    '大変',
    '迅速な',
    'ご対応',
    'ご回答',
    '無事',
    'に',
    'を',
    'いただき',
    '非常',
    '你们的',
    '您的',
    '你的',
    '帮助',
    '幫助',
    '你们',
    '您',
    '你',
    '了',
    '现在',
    '現在',
    '已经',
    '已經',
    '정말',
    '대단히',
    '도와주셔서',
    '빠른',
    '답변',
    '지금',
    'มาก',
    'ครับ',
    'ค่ะ',
    'คะ',
    'นะ',
    'ๆ',
  ],
} as const;

/** A word as it is compared. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/['\u2019\u02BC]/gu, '');
}

function wordsOf(list: string): readonly string[] {
  return folded(list)
    .split(/\s+/u)
    .filter((word) => word !== '');
}

const byLength = (a: string, b: string) => b.length - a.length;

export const THANKS_WORDS: ReadonlySet<string> = new Set(wordsOf(THANKS));
export const FILLER_WORDS: ReadonlySet<string> = new Set(wordsOf(FILLERS));
export const HELP_WORDS: ReadonlySet<string> = new Set(wordsOf(HELP));
export const WORDS_BEFORE_HELP: ReadonlySet<string> = new Set(wordsOf(BEFORE_HELP));
export const PHRASES: readonly string[] = MULTI_WORD_PHRASES.map(folded).toSorted(byLength);
export const UNSPACED_THANKS: readonly string[] = UNSPACED.telling.map(folded).toSorted(byLength);
export const UNSPACED_FILLERS: readonly string[] = UNSPACED.beside.map(folded).toSorted(byLength);
