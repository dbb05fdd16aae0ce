import { LANGUAGES, type Language } from '../languages.js';
import { DEFAULT_CHOICE_POSITION, type Choice, type ChoiceLabels, type ChoiceListName } from './choices.js';

/** Key, labels in the order of {@link LANGUAGES}, and what people and the AI are told of it. */
type Row = readonly [key: string, labels: string, description: string | null];

const CATEGORIES: readonly Row[] = [
  [
    'hardware',
    'Hardware|Hardware|Hardware|Matériel|हार्डवेयर|Hardware',
    'Computers, screens, phones, docks and other devices',
  ],
  [
    'software',
    'Software|Software|Software|Logiciel|सॉफ़्टवेयर|Software',
    'Programs: errors, installation, licences',
  ],
  ['network', 'Network|Netzwerk|Red|Réseau|नेटवर्क|Rede', 'VPN, Wi-Fi, internet and internal connections'],
  [
    'access',
    'Access rights|Zugriffsrechte|Permisos de acceso|Droits d’accès|पहुँच अधिकार|Direitos de acesso',
    'Permission to use a system, a folder or a building',
  ],
  [
    'email',
    'E-mail|E-Mail|Correo electrónico|Messagerie|ईमेल|E-mail',
    'Mailboxes, calendars and mail programs',
  ],
  ['printer', 'Printer|Drucker|Impresora|Imprimante|प्रिंटर|Impressora', 'Printing and scanning'],
  [
    'account',
    'Account|Benutzerkonto|Cuenta|Compte|खाता|Conta',
    'Sign-in, passwords, locked accounts, people who join or leave',
  ],
];

const TICKET_TYPES: readonly Row[] = [
  ['bug', 'Bug|Fehler|Error|Anomalie|बग|Erro', 'A defect of a program'],
  ['feature', 'Feature request|Wunsch|Mejora|Évolution|सुविधा अनुरोध|Melhoria', 'A wish for something new'],
  ['support', 'Support|Unterstützung|Soporte|Assistance|सहायता|Suporte', 'A question or a routine request'],
  [
    'technical',
    'Technical problem|Technische Störung|Problema técnico|Problème technique|तकनीकी समस्या|Problema técnico',
    'A fault of devices, network or services',
  ],
];

const RESOLUTION_CODES: readonly Row[] = [
  ['fixed', 'Fixed|Behoben|Corregido|Corrigé|ठीक किया गया|Corrigido', 'The cause is gone'],
  ['solved', 'Solved|Gelöst|Resuelto|Résolu|हल किया गया|Resolvido', 'Solved; also by mail'],
  ['answered', 'Answered|Beantwortet|Respondido|Répondu|उत्तर दिया गया|Respondido', 'A question was answered'],
  [
    'workaround',
    'Workaround|Umgehungslösung|Solución provisional|Solution de contournement|वैकल्पिक उपाय|Solução de contorno',
    'The cause is still there, and work can continue',
  ],
  ['done', 'Done|Erledigt|Hecho|Fait|पूर्ण|Concluído', 'A request was carried out'],
  [
    'confirmed',
    'Confirmed|Bestätigt|Confirmado|Confirmé|पुष्टि की गई|Confirmado',
    'The requester says that it is solved',
  ],
  [
    'duplicate',
    'Duplicate|Duplikat|Duplicado|Doublon|प्रतिलिपि|Duplicado',
    'Another ticket is about the same',
  ],
  [
    'not_reproducible',
    'Not reproducible|Nicht nachstellbar|No reproducible|Non reproductible|दोहराया नहीं जा सका|Não reproduzível',
    'It could not be seen again',
  ],
  [
    'user_error',
    'Operating error|Bedienungsfehler|Error de uso|Erreur d’utilisation|उपयोग में त्रुटि|Erro de uso',
    'It works as intended',
  ],
  [
    'wont_fix',
    'Will not be fixed|Wird nicht behoben|No se corregirá|Ne sera pas corrigé|ठीक नहीं किया जाएगा|Não será corrigido',
    'It stays as it is',
  ],
  [
    'no_response',
    'No response|Keine Rückmeldung|Sin respuesta|Sans réponse|कोई प्रतिक्रिया नहीं|Sem resposta',
    'The requester did not come back to us',
  ],
  ['cancelled', 'Cancelled|Abgebrochen|Cancelado|Annulé|रद्द|Cancelado', 'It is no longer needed'],
  ['by_mail', 'By mail|Per E-Mail|Por correo|Par e-mail|ईमेल से|Por e-mail', 'Settled by mail'],
  [
    'auto_closed',
    'Closed unanswered|Ohne Antwort geschlossen|Cerrado sin respuesta|Fermé sans réponse|बिना उत्तर बंद|Fechado sem resposta',
    'Closed because nothing more came',
  ],
  [
    'no_answer',
    'Requester did not answer|Keine Antwort vom Anfragenden|El solicitante no respondió|Le demandeur n’a pas répondu|अनुरोधकर्ता ने उत्तर नहीं दिया|O solicitante não respondeu',
    'Set by Holdfast after the last reminder',
  ],
  [
    'closed_automatically',
    'Closed automatically|Automatisch geschlossen|Cerrado automáticamente|Fermé automatiquement|स्वतः बंद|Fechado automaticamente',
    'Set by Holdfast on a resolved ticket that is not reopened',
  ],
  [
    'merged',
    'Merged|Zusammengeführt|Combinado|Fusionné|मिला दिया गया|Mesclado',
    'Set by Holdfast on a ticket that was merged into another',
  ],
];

const OTHER_ROW: Row = ['other', 'Other|Sonstiges|Otro|Autre|अन्य|Outro', 'Nothing else fits'];

const HOLD_REASONS: readonly Row[] = [
  [
    'third_party',
    'Third party|Dritte|Tercero|Tiers|तीसरा पक्ष|Terceiro',
    'A supplier or another team outside of the desk has to act',
  ],
  [
    'planned_change',
    'Planned change|Geplante Änderung|Cambio planificado|Changement planifié|नियोजित परिवर्तन|Mudança planejada',
    'A change that is planned will solve it',
  ],
  [
    'until_date',
    'Until a date|Bis zu einem Datum|Hasta una fecha|Jusqu’à une date|एक तारीख तक|Até uma data',
    'Nothing can be done before the date',
  ],
];

type InitialList = Exclude<ChoiceListName, 'holdReasons'>;

/** What every list begins with. The migration that writes it was released: it never changes. */
export const INITIAL_CHOICES: Readonly<Record<InitialList, readonly Choice[]>> = {
  categories: listOf(CATEGORIES),
  ticketTypes: listOf(TICKET_TYPES),
  resolutionCodes: listOf(RESOLUTION_CODES),
};

/** The keys of what a list begins with. */
export function initialKeys(list: InitialList): readonly string[] {
  return INITIAL_CHOICES[list].map(({ name }) => name);
}

/** What the list of hold reasons begins with. The migration that writes it was released: it never changes. */
export const INITIAL_HOLD_REASONS: readonly Choice[] = HOLD_REASONS.map((row, index) => ({
  ...firstVersion(row, (index + 1) * 10),
  pausesClock: true,
  needsDate: row[0] === 'until_date',
}));

function listOf(rows: readonly Row[]): readonly Choice[] {
  return [
    ...rows.map((row, index) => firstVersion(row, (index + 1) * 10)),
    firstVersion(OTHER_ROW, 2 * DEFAULT_CHOICE_POSITION),
  ];
}

function firstVersion([name, labels, description]: Row, position: number): Choice {
  return {
    name,
    version: 1,
    labels: labelsOf(labels.split('|')),
    description,
    team: null,
    priority: null,
    position,
    isActive: true,
  };
}

function labelsOf([en = '', ...others]: readonly string[]): ChoiceLabels {
  const translated = LANGUAGES.slice(1).map((language, index): [Language, string] => [
    language,
    others[index] ?? en,
  ]);
  return { en, ...Object.fromEntries(translated) };
}
