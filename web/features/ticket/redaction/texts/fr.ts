import type { Translated } from '../../../../texts/texts.js';
import type { en } from './en.js';

export const fr: Translated<typeof en> = {
  'redact.options': 'Options de ce message',
  'redact.choice': 'Caviarder un texte ou un fichier',
  'redact.title': 'Caviarder un message',
  'redact.what': 'Que faut-il caviarder ?',
  'redact.a-text': 'Un texte',
  'redact.file': 'Le fichier {name}',
  'redact.text': 'Texte exact',
  'redact.text.hint': 'Au moins quatre caractères, avec la même casse et les mêmes espaces.',
  'redact.found': { one: '{count} fois dans ce message.', other: '{count} fois dans ce message.' },
  'redact.whole': 'Prendre le message entier',
  'redact.effect.text':
    'Chaque occurrence de ce texte dans le message devient « [redacted] » aussitôt. Ensuite, Holdfast le supprime des versions antérieures, des autres messages de ce ticket et des tickets fusionnés ou séparés, du journal d’activité, des mails conservés, des exports et des articles.',
  'redact.effect.file':
    'Le fichier est supprimé du message aussitôt. Ensuite, Holdfast supprime les fichiers de même contenu sur ce ticket et sur les tickets fusionnés ou séparés, et le mail conservé qui l’a apporté.',
  'redact.final': 'C’est définitif. Les mails déjà partis ne sont pas rappelés.',
  'redact.back': 'Retour',
  'redact.do-text': 'Caviarder le texte',
  'redact.do-file': 'Supprimer le fichier',
  'redact.running': {
    one: 'Caviardé à {count} endroit jusqu’ici. Vous pouvez fermer : le résultat figurera dans le journal d’activité.',
    other:
      'Caviardé à {count} endroits jusqu’ici. Vous pouvez fermer : le résultat figurera dans le journal d’activité.',
  },
  'redact.done': { one: 'Caviardé à {count} endroit.', other: 'Caviardé à {count} endroits.' },
  'redact.failed': 'Le caviardage s’est arrêté avant la fin. Caviardez la même chose encore une fois.',
  'redact.unreachable': 'Le serveur ne répond pas. Le caviardage y continue.',
  'redact.left': {
    one: '{count} fichier contient le texte et n’a pas été changé. Caviardez-le comme fichier.',
    other: '{count} fichiers contiennent le texte et n’ont pas été changés. Caviardez chacun comme fichier.',
  },
  'redact.close': 'Fermer',
  'place.comments': { one: '{count} texte de messages', other: '{count} textes de messages' },
  'place.tickets': { one: '{count} texte de tickets', other: '{count} textes de tickets' },
  'place.activities': {
    one: '{count} entrée du journal d’activité',
    other: '{count} entrées du journal d’activité',
  },
  'place.mails': { one: '{count} mail', other: '{count} mails' },
  'place.raw_mails_rewritten': {
    one: '{count} mail reçu, réécrit',
    other: '{count} mails reçus, réécrits',
  },
  'place.raw_mails_removed': {
    one: '{count} mail reçu, supprimé',
    other: '{count} mails reçus, supprimés',
  },
  'place.files_removed': { one: '{count} fichier', other: '{count} fichiers' },
  'place.exports_removed': { one: '{count} export', other: '{count} exports' },
  'place.articles': { one: '{count} texte d’articles', other: '{count} textes d’articles' },
};
