/** What a query has in common with the article: `script` is one without blanks between words. */
export type QueryKind = 'words' | 'forms' | 'typo' | 'beginning' | 'paraphrase' | 'script';

/** A question and the keys of the sample articles that answer it, in any language, the best first. */
export interface LabelledQuery {
  readonly kind: QueryKind;
  readonly text: string;
  readonly answers: readonly string[];
}

const of =
  (kind: LabelledQuery['kind']) =>
  ([text, ...answers]: readonly [string, ...string[]]): LabelledQuery => ({ kind, text, answers });

/** Written for the sample articles by their author, so the figures are kinder than those of other desks. */
export const SAMPLE_QUERIES: readonly LabelledQuery[] = [
  ...(
    [
      ['vpn drops', 'vpn-drops-en'],
      ['printer offline', 'printer-offline-en'],
      ['mailbox full', 'mailbox-full-en'],
      ['shared mailbox', 'shared-mailbox-en'],
      ['guest wifi', 'wifi-guest-en'],
      ['Passwort vergessen', 'password-forgotten-de'],
      ['Drucker offline', 'printer-offline-de'],
      ['contraseña olvidado', 'password-forgotten-es'],
      ['imprimante hors ligne', 'printer-offline-fr'],
      ['VPN cai', 'vpn-drops-pt'],
      ['पासवर्ड भूल', 'password-forgotten-hi'],
    ] as const
  ).map(of('words')),
  ...(
    [
      ['connecting to vpn first', 'vpn-first-time-en'],
      ['locked accounts', 'account-locked-en'],
      ['scanning documents', 'scan-to-mail-en'],
      ['crashes of spreadsheets', 'excel-crash-en'],
      ['installing programs', 'install-software-en'],
      ['reporting suspicious mails', 'phishing-en'],
      ['Passwörter', 'password-forgotten-de'],
      ['VPN-Verbindungen abbrechen', 'vpn-drops-de'],
      ['contraseñas nuevas', 'password-forgotten-es'],
      ['imprimantes', 'printer-offline-fr'],
      ['ligações da empresa', 'vpn-drops-pt'],
    ] as const
  ).map(of('forms')),
  ...(
    [
      ['printr offline', 'printer-offline-en'],
      ['authentcator', 'new-phone-factor-en'],
      ['phising', 'phishing-en'],
      ['spredsheet crash', 'excel-crash-en'],
      ['Kennwrot', 'password-forgotten-de'],
      ['imprimnte', 'printer-offline-fr'],
    ] as const
  ).map(of('typo')),
  ...(
    [
      ['authent', 'new-phone-factor-en'],
      ['monit', 'screen-black-en'],
      ['Warteschl', 'printer-offline-de'],
      ['contras', 'password-forgotten-es'],
      ['impriman', 'printer-offline-fr'],
      ['पासव', 'password-forgotten-hi'],
    ] as const
  ).map(of('beginning')),
  ...(
    [
      ['cannot log on any more', 'password-forgotten-en', 'account-locked-en'],
      ['computer takes ages to do anything', 'laptop-slow-en'],
      ['somebody took my notebook on the train', 'stolen-laptop-en'],
      ['display shows nothing', 'screen-black-en'],
      ['inbox over quota', 'mailbox-full-en'],
      ['fraudulent message', 'phishing-en'],
      ['internet for a customer who visits us', 'wifi-guest-en'],
      ['Tunnel ins Büro reißt ab', 'vpn-drops-de'],
      ['Ausdruck kommt nicht', 'printer-offline-de'],
      ['no recuerdo mi clave', 'password-forgotten-es'],
      ['je n’arrive pas à imprimer', 'printer-offline-fr'],
      ['conexão remota instável', 'vpn-drops-pt'],
    ] as const
  ).map(of('paraphrase')),
];
