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
  'Ihre Workflows fehlten oder waren zu früh beendet. Sie wurden neu gestartet und gehen dort weiter, wo die Tickets standen.',
  'Sus flujos de trabajo faltaban o habían terminado demasiado pronto. Se han vuelto a iniciar y continúan donde estaban los tiques.',
  'Hace tiempo que no se ejecutan las acciones pendientes de estos tiques, así que revíselos, por favor:',
  'Personne ayant les compétences requises pour {number} n’est disponible. Il attend dans la file et est proposé à nouveau toutes les quelques minutes ; vous pouvez aussi l’attribuer à la main.',
  'Leurs workflows manquaient ou s’étaient terminés trop tôt. Ils ont été relancés et reprennent là où en étaient les tickets.',
  'Os workflows deles faltavam ou tinham terminado cedo demais. Foram iniciados de novo e continuam de onde os chamados estavam.',
  'इनके वर्कफ़्लो नहीं मिले या बहुत जल्दी समाप्त हो गए थे। उन्हें फिर से शुरू किया गया है और वे वहीं से आगे बढ़ते हैं जहाँ टिकट थे।',
  '{number} espera en la cola de su equipo, cuyos tiques Holdfast no asigna automáticamente. Asígnelo a mano, por favor.',
  'La clasificación de {number} no es lo bastante segura. Confirme la propuesta o cámbiela, por favor. Sin una decisión se aplica a partir de {time}, y entonces Holdfast asigna el ticket.',
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
  'Wir konnten nicht prüfen, ob {author} das geschrieben hat: Die Mail bestand keine Prüfung durch SPF, DKIM oder DMARC und ging nicht an eine Antwortadresse dieser Person.',
  'Jemand aus der Administration kann die Adresse berichtigen oder, wenn stattdessen der Server repariert wurde, eine der E-Mails noch einmal senden; beides beendet dies. Vorher werden Sie nicht noch einmal benachrichtigt.',
  'Un administrador puede corregir la dirección o, si lo que se reparó fue el servidor, volver a enviar uno de los correos; cualquiera de las dos cosas lo resuelve. Hasta entonces no recibirá otro aviso.',
  'Un administrateur peut corriger l’adresse ou, si c’est le serveur qui a été réparé, renvoyer l’un des courriels ; l’un ou l’autre y met fin. Vous n’en serez pas averti de nouveau avant cela.',
  'Um administrador pode corrigir o endereço ou, se o servidor é que foi consertado, enviar um dos e-mails mais uma vez; qualquer um dos dois resolve isto. Até lá, você não será avisado novamente.',
  'कोई प्रशासक पता ठीक कर सकता है, या यदि सर्वर ठीक किया गया हो तो कोई एक मेल फिर से भेज सकता है; दोनों में से किसी से भी यह समाप्त हो जाता है। उससे पहले आपको दोबारा सूचित नहीं किया जाएगा।',
];

/** Sentences that only `OWN_PHRASES` recognises. */
export const FORMER_OWN_SENTENCES: readonly string[] = [
  'We have read your mail about {number}, but these commands were not followed:',
  'Past their time, and still to be dealt with:',
  'Nobody free for this ticket',
  'Antworten Sie auf diese Mail, um etwas zum Ticket zu sagen.',
  'Auf {number} ist binnen einer Minute viel geschehen. Hier steht alles, das Älteste zuerst.',
  'Wir haben Ihre Mail zu {number} gelesen, aber diese Befehle wurden nicht befolgt:',
  'Über der Zeit und noch zu erledigen:',
  'Nadie disponible para este tique',
  'Hemos leído su correo sobre {number}, pero estas órdenes no se han seguido:',
  'Nous avons lu votre message sur {number}, mais ces commandes n’ont pas été suivies :',
  'Lemos o seu e-mail sobre {number}, mas estes comandos não foram seguidos:',
  'टिकट में कुछ जोड़ने के लिए इस मेल का उत्तर दें।',
  'हमने {number} के बारे में आपका मेल पढ़ा है, लेकिन ये आदेश पूरे नहीं हुए:',
];

/** Text between ticket number and title in the subject of mails to staff. */
export const FORMER_SUBJECTS: readonly string[] = [
  'Nobody free for this ticket',
  'SLA in danger ({promise})',
  'Nadie disponible para este tique',
  'Un tique espera su asignación',
];
