/** A language of tickets. */
export const LANGUAGES = ['en', 'de', 'es', 'fr', 'hi', 'pt'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One matter, told twice in each language: as a ticket that is there, and as a new one in other words. */
type Matter = Readonly<Record<Language, readonly [stored: string, asked: string]>>;

/** Of our own writing: ten matters of a help desk, in six languages. */
export const MATTERS: readonly Matter[] = [
  {
    en: [
      'Paper jam in the printer on the second floor',
      'Our office printer keeps eating sheets and stops printing',
    ],
    de: [
      'Papierstau im Drucker im zweiten Stock',
      'Der Bürodrucker zieht die Blätter schief ein und druckt dann nicht mehr',
    ],
    es: [
      'Atasco de papel en la impresora del segundo piso',
      'La impresora de la oficina se traga las hojas y deja de imprimir',
    ],
    fr: [
      "Bourrage papier dans l'imprimante du deuxième étage",
      "L'imprimante du bureau avale les feuilles et s'arrête",
    ],
    hi: ['दूसरी मंज़िल के प्रिंटर में काग़ज़ फँस गया है', 'दफ़्तर का प्रिंटर पन्ने अंदर खींचकर रुक जाता है और छपाई नहीं करता'],
    pt: [
      'Papel encravado na impressora do segundo andar',
      'A impressora do escritório engole as folhas e deixa de imprimir',
    ],
  },
  {
    en: [
      'VPN connection drops every ten minutes',
      'When I work from home the remote tunnel disconnects all the time',
    ],
    de: [
      'VPN-Verbindung bricht alle zehn Minuten ab',
      'Im Homeoffice verliere ich ständig den Tunnel ins Firmennetz',
    ],
    es: [
      'La conexión VPN se corta cada diez minutos',
      'Cuando trabajo desde casa el acceso remoto se desconecta todo el tiempo',
    ],
    fr: [
      'La connexion VPN se coupe toutes les dix minutes',
      "En télétravail, l'accès distant au réseau se déconnecte sans cesse",
    ],
    hi: ['VPN कनेक्शन हर दस मिनट में टूट जाता है', 'घर से काम करते समय रिमोट नेटवर्क बार-बार कट जाता है'],
    pt: [
      'A ligação VPN cai de dez em dez minutos',
      'Quando trabalho em casa o acesso remoto desliga-se constantemente',
    ],
  },
  {
    en: ['Password expired and I cannot log in', 'My account is locked, please reset my credentials'],
    de: [
      'Passwort abgelaufen, Anmeldung nicht möglich',
      'Mein Konto ist gesperrt, bitte die Zugangsdaten zurücksetzen',
    ],
    es: [
      'Contraseña caducada, no puedo iniciar sesión',
      'Mi cuenta está bloqueada, por favor restablezcan mis credenciales',
    ],
    fr: [
      'Mot de passe expiré, connexion impossible',
      'Mon compte est bloqué, merci de réinitialiser mes identifiants',
    ],
    hi: ['पासवर्ड की अवधि समाप्त हो गई, लॉगिन नहीं हो रहा', 'मेरा खाता बंद हो गया है, कृपया लॉगिन विवरण रीसेट करें'],
    pt: [
      'Palavra-passe expirada, não consigo entrar',
      'A minha conta está bloqueada, por favor reponham as credenciais',
    ],
  },
  {
    en: [
      'New laptop for an employee who starts in March',
      'A colleague joins our team next month and needs a computer',
    ],
    de: [
      'Neuer Laptop für eine Mitarbeiterin ab März',
      'Nächsten Monat fängt ein Kollege an und braucht einen Rechner',
    ],
    es: [
      'Portátil nuevo para una empleada que empieza en marzo',
      'El mes que viene se incorpora un compañero y necesita un ordenador',
    ],
    fr: [
      'Nouvel ordinateur portable pour une employée en mars',
      'Un collègue arrive le mois prochain et aura besoin d’un PC',
    ],
    hi: ['मार्च से शुरू होने वाली कर्मचारी के लिए नया लैपटॉप', 'अगले महीने एक सहकर्मी आ रहा है, उसे कंप्यूटर चाहिए'],
    pt: [
      'Portátil novo para uma funcionária que começa em março',
      'No próximo mês entra um colega que precisa de um computador',
    ],
  },
  {
    en: [
      'Outlook does not send mail, it stays in the outbox',
      'My messages never leave and nobody receives my e-mails',
    ],
    de: [
      'Outlook sendet nicht, Mails bleiben im Postausgang',
      'Meine Nachrichten kommen bei niemandem an, sie werden nicht verschickt',
    ],
    es: [
      'Outlook no envía correos, se quedan en la bandeja de salida',
      'Mis mensajes no salen y nadie recibe mis correos electrónicos',
    ],
    fr: [
      "Outlook n'envoie plus, les mails restent dans la boîte d'envoi",
      'Mes messages ne partent pas et personne ne reçoit mes courriels',
    ],
    hi: ['आउटलुक मेल नहीं भेजता, मेल आउटबॉक्स में रहती है', 'मेरे संदेश जाते ही नहीं, किसी को मेरा ईमेल नहीं मिलता'],
    pt: [
      'O Outlook não envia e-mails, ficam na caixa de saída',
      'As minhas mensagens não saem e ninguém as recebe',
    ],
  },
  {
    en: [
      'No permission for the shared folder of accounting',
      'I get "access denied" when I open the finance directory on the server',
    ],
    de: [
      'Keine Berechtigung für den gemeinsamen Ordner der Buchhaltung',
      'Beim Öffnen des Finanzverzeichnisses auf dem Server kommt "Zugriff verweigert"',
    ],
    es: [
      'Sin permiso para la carpeta compartida de contabilidad',
      'Me sale "acceso denegado" al abrir el directorio de finanzas del servidor',
    ],
    fr: [
      'Pas de droits sur le dossier partagé de la comptabilité',
      "J'ai « accès refusé » en ouvrant le répertoire finance du serveur",
    ],
    hi: ['लेखा विभाग के साझा फ़ोल्डर की अनुमति नहीं है', 'सर्वर पर वित्त की डायरेक्टरी खोलने पर "पहुँच अस्वीकृत" आता है'],
    pt: [
      'Sem permissão para a pasta partilhada da contabilidade',
      'Aparece "acesso negado" ao abrir o diretório das finanças no servidor',
    ],
  },
  {
    en: [
      'Wireless network is very slow in meeting room 3',
      'Video calls stutter because the WLAN in the conference room is weak',
    ],
    de: [
      'WLAN im Besprechungsraum 3 ist sehr langsam',
      'Videokonferenzen ruckeln, weil das Funknetz im Sitzungszimmer schwach ist',
    ],
    es: [
      'La red wifi va muy lenta en la sala de reuniones 3',
      'Las videollamadas se entrecortan porque la señal inalámbrica de la sala es débil',
    ],
    fr: [
      'Le wifi est très lent dans la salle de réunion 3',
      'Les visioconférences saccadent, le réseau sans fil de la salle est faible',
    ],
    hi: ['बैठक कक्ष 3 में वाईफ़ाई बहुत धीमा है', 'सम्मेलन कक्ष का वायरलेस सिग्नल कमज़ोर है, वीडियो कॉल अटकती है'],
    pt: [
      'A rede wifi está muito lenta na sala de reuniões 3',
      'As videochamadas falham porque o sinal sem fios da sala é fraco',
    ],
  },
  {
    en: [
      'Excel crashes when I open the budget file',
      'The spreadsheet program closes by itself as soon as I load a large workbook',
    ],
    de: [
      'Excel stürzt beim Öffnen der Budgetdatei ab',
      'Die Tabellenkalkulation schließt sich, sobald ich eine große Arbeitsmappe lade',
    ],
    es: [
      'Excel se cierra al abrir el archivo del presupuesto',
      'El programa de hojas de cálculo falla en cuanto cargo un libro grande',
    ],
    fr: [
      "Excel plante à l'ouverture du fichier du budget",
      'Le tableur se ferme tout seul dès que je charge un gros classeur',
    ],
    hi: ['बजट फ़ाइल खोलते ही एक्सेल बंद हो जाता है', 'बड़ी वर्कबुक लोड करते ही स्प्रेडशीट प्रोग्राम अपने आप बंद हो जाता है'],
    pt: [
      'O Excel fecha ao abrir o ficheiro do orçamento',
      'O programa de folhas de cálculo bloqueia quando carrego um livro grande',
    ],
  },
  {
    en: [
      'Suspicious mail asks for my bank details',
      'I think I received phishing: a fake invoice with a strange link',
    ],
    de: [
      'Verdächtige Mail fragt nach meinen Bankdaten',
      'Ich glaube, das ist Phishing: eine falsche Rechnung mit seltsamem Link',
    ],
    es: [
      'Un correo sospechoso pide mis datos bancarios',
      'Creo que es phishing: una factura falsa con un enlace extraño',
    ],
    fr: [
      'Un mail suspect demande mes coordonnées bancaires',
      "Je crois que c'est de l'hameçonnage : une fausse facture avec un lien bizarre",
    ],
    hi: ['एक संदिग्ध मेल मेरे बैंक का विवरण माँगती है', 'लगता है फ़िशिंग है: अजीब लिंक के साथ नकली बिल आया है'],
    pt: [
      'Um e-mail suspeito pede os meus dados bancários',
      'Acho que recebi phishing: uma fatura falsa com uma ligação estranha',
    ],
  },
  {
    en: [
      'External monitor stays black after docking',
      'The second screen shows no picture when I plug in my notebook',
    ],
    de: [
      'Externer Monitor bleibt nach dem Andocken schwarz',
      'Der zweite Bildschirm zeigt kein Bild, wenn ich das Notebook anschließe',
    ],
    es: [
      'El monitor externo se queda negro al conectar la base',
      'La segunda pantalla no muestra imagen cuando enchufo el portátil',
    ],
    fr: [
      "L'écran externe reste noir après le branchement à la station",
      "Le deuxième moniteur n'affiche rien quand je branche mon portable",
    ],
    hi: ['डॉक करने के बाद बाहरी मॉनिटर काला रहता है', 'लैपटॉप जोड़ने पर दूसरी स्क्रीन पर कोई तस्वीर नहीं आती'],
    pt: [
      'O monitor externo fica preto depois de ligar à base',
      'O segundo ecrã não mostra imagem quando ligo o portátil',
    ],
  },
];
