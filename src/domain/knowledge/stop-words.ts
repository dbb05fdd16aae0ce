/** Words that nearly every text has, so that they find nothing. Without accents, as words are compared. */
const BY_LANGUAGE = {
  en: 'a an and are as at be but by can do does for from get how i if in into is it its me my no not of on or our so that the their then there this to up us was we what when where which who why will with you your cannot',
  de: 'aber als am an auch auf aus bei bin bis da das dass dem den der des die dich dir du ein eine einem einen einer eines er es fur habe haben hat ich ihr im in ins ist ja kann man mein meine meinem meinen mich mir mit nach nicht noch nur oder ob sein sich sie sind so uber um und uns vom von vor was wenn wer wie wir wird wo wurde zu zum zur',
  es: 'al algo como con cuando de del desde donde el ella en es esta este esto ha hay he la las le les lo los mas me mi mis muy no nos o para pero por porque puedo que se si sin sobre su sus tengo un una y ya yo',
  fr: 'au aux avec ce ces cette comment dans de des du elle en est et il ils je la le les leur lui ma mais me mes mon ne nos notre nous on ou par pas peux plus pour que quel quelle qui sa sans se ses si son sur un une vos votre vous j l d n c s qu est-ce',
  pt: 'ao aos as com como da das de do dos e ela ele em entre essa esse esta este eu foi ha isso isto ja mais mas me meu minha na nao nas no nos o os ou para pela pelo por posso qual quando que se sem ser seu sua tem tenho um uma voce',
  hi: 'है हैं का की के को में से पर और या यह वह मैं मेरा मेरी मेरे हम आप क्या कैसे नहीं हो रहा रही रहे था थी थे कि जो तो भी ने एक कर करें करना लिए साथ हूँ सकता सकते',
} as const;

/** In the form of {@link BY_LANGUAGE}: folded, in small letters. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  Object.values(BY_LANGUAGE).flatMap((words) => words.normalize('NFKD').split(' ')),
);
