/** The beginning of the subject of an automatic answer, for programs that set no headers. */
const AUTOMATIC =
  /^\s*[[【]?(?:Auto(?:matic)?[\s-]?(?:reply|response)|OOO(?=\s?:|\s+Re:)|Vacation (?:auto-?)?(?:reply|response)|I am currently out of (?:the )?office|Autom(?:ated|atic) (?:reply|response)|(?:I am )?Out of (?:the )?office|Away from (?:the )?office|Automatische (?:Antwort|Abwesenheit|Beantwoording)|Autom\. Antwort|Auto-?Antwort|Automatisch (?:generierte|erstellte) Antwort|Nicht im Büro|Abwesenheits(?:notiz|meldung|nachricht|assistent)|Abwesenheit|Abwesend|Réponse (?:automatique|auto)|Absen(?:ce|t) du bureau|Hors du bureau|Message d['’]absence|Notification d['’]absence|Respuesta autom[aá]tica|Autorespuesta|Fuera de la oficina|Resposta automática|Resposta automàtica|Fora d[oe] escritório|Risposta automatica|Fuori (?:sede|ufficio)|Automatisch(?:e reactie| antwoord)|Afwezig(?:heid(?:sbericht|smelding)?)?\b|Autosvar|Ej på kontoret|Automatiskt? svar|Frånvaro(?:meddelande)?|Fravær(?:smeddelelse|sbesked)?|Ikke til stede|Automaatti(?:nen )?vastaus|Poissaoloilmoitus|Poissa toimistosta|Auto(?:matyczna )?odpowiedź|Odpowiedź automatyczna|Poza biurem|Nieobecność|Automatická odpov[eě][dď]|Automatická odpoveď|Mimo kancel[aá]ř?[eí]?|Samodejni odgovor|Automatski odgovor|Аутоматски одговор|Автоматски одговор|Автоматичен отговор|Извън офиса|Автоматический ответ|Автоответ|Вне офиса|Автоматична відповідь|Автовідповідь|Поза офісом|Аўтаматычны адказ|R[aă]spuns automat|Absent de la birou|Automatikus válasz|Házon kívül|Irodán kívül|Αυτόματη απάντηση|Εκτός γραφείου|Otomatik (?:yanıt|cevap)|Ofis dışında|תשובה אוטומטית|מענה אוטומטי|לא במשרד|(?:ال)?رد (?:ال)?(?:تلقائي|آلي)|خارج المكتب|پاسخ خودکار|(?:Balasan|Jawapan) (?:otomatis|automatik)|Jawaban otomatis|(?:Thư )?Trả lời tự động|(?:การ)?ตอบกลับอัตโนมัติ|自動(?:応答|返信)|不在(?:通知|のお知らせ)|자동 ?(?:회신|응답|답장)|부재중|自动(?:答复|回复|回覆)|自動(?:回覆|答覆|回復)|Automatinis atsakymas|Automātiska atbilde|Automaatvastus|Automaatne vastus|Sjálfvirkt svar|Përgjigje automatike|Avtomatik cavab|Автоматты жауап|ავტომატური პასუხი|Ավտոմատ պատասխան|স্বয়ংক্রিয় উত্তর|स्वतः उत्तर|स्वचालित (?:उत्तर|जवाब))/iu;
/** It goes on with the subject of what it answers. */
const WITH_SUBJECT = new RegExp(`${AUTOMATIC.source}[^:：]{0,40}(?:\\sRe\\b|[:：])`, 'iu');

/** True for a subject that begins as automatic answers do. A person can write one, too: "Out of office does not work". */
export function isAutomaticSubject(subject: string): boolean {
  return AUTOMATIC.test(subject);
}

/** Returns true if another subject follows. A person never writes such a subject. */
export function isAutomaticAnswerTo(subject: string): boolean {
  return WITH_SUBJECT.test(subject);
}
