/*
 * What mails of earlier versions said. People still have these mails and quote them, so the phrases must stay known.
 * When a sentence of `staff-phrases.ts` or `own-phrases.ts` changes, add its former text here.
 */

/** Sentences of mails to staff, which both `STAFF_PHRASES` and `OWN_PHRASES` recognise. */
export const FORMER_STAFF_SENTENCES: readonly string[] = [
  'No moderator with the skills for {number} is free. It waits in the queue and is offered again every few minutes; you can also assign it by hand.',
  'Their workflows were missing or had ended too soon. They have been started again and go on from where the tickets stood.',
  'What is due for these has not been done for some time, and they need somebody to look after them:',
  'Was bei diesen Tickets fällig ist, wurde seit einiger Zeit nicht getan; jemand muss sich um sie kümmern:',
  'Lo que toca hacer con estos tiques lleva tiempo sin hacerse; alguien tiene que ocuparse de ellos:',
  'Ce qui est à faire pour ces tickets ne l’est plus depuis un certain temps ; quelqu’un doit s’en occuper :',
  'O que está por fazer nestes chamados não é feito há algum tempo; alguém precisa cuidar deles:',
  'इन टिकटों के लिए जो होना है, वह कुछ समय से नहीं हुआ है; किसी को इन पर ध्यान देना होगा:',
];

/** Sentences of mails to staff that only `STAFF_PHRASES` recognises. */
export const FORMER_UNIQUE_SENTENCES: readonly string[] = [
  'is assigned to you. Please accept it and answer',
  'What you choose here asks before it acts, and needs no sign-in.',
  'Was Sie hier wählen, fragt vor der Ausführung nach und braucht keine Anmeldung.',
  'Lo que elija aquí se confirma antes de ejecutarse y no requiere iniciar sesión.',
  'Ce que vous choisissez ici demande confirmation avant d’agir et ne nécessite pas de connexion.',
  'यहाँ आप जो चुनते हैं, वह करने से पहले पुष्टि माँगता है और उसके लिए साइन-इन की ज़रूरत नहीं है।',
  'O que você escolher aqui pede confirmação antes de agir e não exige login.',
  'Nothing proves that {author} has written this: the mail came without SPF, DKIM or DMARC that we could check, and to no reply address of theirs.',
  'An administrator can correct the address, or send one of the mails once more where the server was mended instead; either ends this. You are not told again before that.',
  'Nichts beweist, dass das von {author} ist: Die Mail kam ohne prüfbares SPF, DKIM oder DMARC und nicht an eine Antwortadresse dieser Person.',
  'Nada demuestra que esto lo haya escrito {author}: el correo llegó sin SPF, DKIM ni DMARC que pudiéramos comprobar, y no a una dirección de respuesta suya.',
  'Rien ne prouve que {author} a écrit ceci : le message est arrivé sans SPF, DKIM ni DMARC vérifiable, et pas à une adresse de réponse qui lui appartient.',
  'Nada prova que {author} escreveu isto: o e-mail chegou sem SPF, DKIM ou DMARC que pudéssemos verificar, e não a um endereço de resposta dessa pessoa.',
  'कुछ भी यह साबित नहीं करता कि इसे {author} ने लिखा है: ईमेल ऐसे SPF, DKIM या DMARC के बिना आया जिसे हम जाँच सकें, और उनके किसी उत्तर-पते पर नहीं आया।',
];

/** Sentences that only `OWN_PHRASES` recognises. */
export const FORMER_OWN_SENTENCES: readonly string[] = [
  'We have read your mail about {number}, but these commands were not followed:',
  'Past their time, and still to be dealt with:',
  'Nobody free for this ticket',
];

/** Text between ticket number and title in the subject of mails to staff. */
export const FORMER_SUBJECTS: readonly string[] = [
  'Nobody free for this ticket',
  'SLA in danger ({promise})',
];
