import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const fr: Translated<typeof en> = {
  'files.title': 'Fichiers',
  'files.attach': 'Joindre des fichiers',
  'files.attach.hint': 'Joindre des fichiers. Vous pouvez aussi les déposer ou les coller.',
  'files.photo': 'Prendre une photo',
  'files.too-many': '{count} fichiers au plus peuvent être joints.',
  'files.sending': 'Envoi de {name}',
  'files.cancel': 'Annuler {name}',
  'files.remove': 'Retirer {name}',
  'files.failed': 'Non envoyé. Réessayez.',
  'files.rejected': 'Refusé par l’antivirus : {reason}',
  'files.state.stored': 'Envoyé',
  'files.state.scanning': 'Analyse antivirus',
  'files.state.analysing': 'Lecture du texte',
  'files.state.ready': 'Prêt',
  'files.preview': 'Aperçu de {name}',
  'files.read': 'Ce qui a été lu',
  'files.read.nothing': 'Aucun texte trouvé.',
  'files.wait': 'Des fichiers sont en cours d’envoi ou ne peuvent pas être envoyés.',
  'files.drop': 'Déposez les fichiers ici',
  'files.kilobytes': '{size} Ko',
  'files.megabytes': '{size} Mo',
};
