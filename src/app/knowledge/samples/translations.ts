import type { SampleArticle } from './sample.js';

const VPN = { key: 'vpn-drops', category: 'network' } as const;
const PASSWORD = { key: 'password-forgotten', category: 'account' } as const;
const PRINTER = { key: 'printer-offline', category: 'printer' } as const;

/** Translations of some English samples. */
export const TRANSLATED_SAMPLES: readonly SampleArticle[] = [
  {
    ...{ ...VPN, language: 'de', keywords: ['vpn', 'tunnel', 'homeoffice'] },
    title: 'Die VPN-Verbindung bricht alle paar Minuten ab',
    question: 'Warum verliere ich zu Hause die Verbindung zum Firmennetz?',
    answer: `Meist liegt es am WLAN zu Hause und nicht am VPN.

1. Schließen Sie den Laptop mit einem Kabel an den Router an.
2. Beenden Sie andere VPN-Programme.
3. Wählen Sie im VPN-Programm unter **Einstellungen > Verbindung** den Modus **TCP**.

Hilft das nicht, nennen Sie uns im Ticket die Uhrzeit des letzten Abbruchs.`,
  },
  {
    ...{ ...PASSWORD, language: 'de', keywords: ['passwort', 'kennwort', 'zurücksetzen'] },
    title: 'Ich habe mein Passwort vergessen',
    question: 'Wie bekomme ich ein neues Kennwort, wenn ich mich nicht anmelden kann?',
    answer:
      'Wählen Sie auf der Anmeldeseite **Passwort vergessen** und geben Sie Ihre Adresse ein. Der Link in der E-Mail gilt eine Stunde. Das neue Passwort braucht mindestens 12 Zeichen.',
  },
  {
    ...{ ...PRINTER, language: 'de', keywords: ['drucker', 'offline', 'warteschlange'] },
    title: 'Der Drucker wird als offline angezeigt',
    question: 'Aus dem Drucker kommt nichts heraus. Was kann ich tun?',
    answer:
      'Prüfen Sie die Anzeige: Papierstau und leere Fächer halten alles an. Schalten Sie den Drucker aus und nach zehn Sekunden wieder ein. Löschen Sie den ältesten Auftrag aus der Warteschlange.',
  },
  {
    ...{ ...PASSWORD, language: 'es', keywords: ['contraseña', 'restablecer'] },
    title: 'He olvidado mi contraseña',
    question: '¿Cómo consigo una contraseña nueva si no puedo entrar?',
    answer:
      'Elija **He olvidado mi contraseña** en la página de acceso e indique su dirección. El enlace del correo vale una hora. La contraseña nueva necesita al menos 12 caracteres.',
  },
  {
    ...{ ...PRINTER, language: 'fr', keywords: ['imprimante', 'hors ligne'] },
    title: 'L’imprimante est affichée hors ligne',
    question: 'Rien ne sort de l’imprimante. Que faire ?',
    answer:
      'Regardez l’écran : un bourrage ou un bac vide arrête tout. Éteignez l’imprimante et rallumez-la après dix secondes. Supprimez la tâche la plus ancienne de la file d’attente.',
  },
  {
    ...{ ...VPN, language: 'pt', keywords: ['vpn', 'ligação'] },
    title: 'A VPN cai a cada poucos minutos',
    question: 'Por que perco a ligação à rede da empresa quando trabalho em casa?',
    answer:
      'Na maioria das vezes, a causa é o Wi-Fi de casa. Ligue o portátil ao router com um cabo, feche outros programas de VPN e escolha **TCP** em **Definições > Ligação**.',
  },
  {
    ...{ ...PASSWORD, language: 'hi', keywords: ['पासवर्ड', 'रीसेट'] },
    title: 'मैं अपना पासवर्ड भूल गया',
    question: 'साइन इन न हो पाए तो नया पासवर्ड कैसे मिलेगा?',
    answer:
      'साइन-इन पृष्ठ पर **पासवर्ड भूल गए** चुनें और अपना पता लिखें। ईमेल का लिंक एक घंटे तक चलता है। नए पासवर्ड में कम से कम 12 अक्षर होने चाहिए।',
  },
];
