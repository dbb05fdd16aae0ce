import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const fr: Translated<typeof en> = {
  'compose.for': 'Pour qui ?',
  'compose.for.me': 'Pour moi',
  'compose.for.other': 'Pour une autre personne',
  'compose.requester': 'Demandeur',
  'compose.requester.missing': 'Choisissez la personne ou ouvrez le ticket pour vous.',
  'compose.subject': 'Objet',
  'compose.description': 'Description',
  'compose.type': 'Type',
  'compose.tags': 'Étiquettes',
  'compose.tags.hint': 'Séparez-les par des virgules.',
  'compose.auto': 'Choisi par le triage',
  'compose.auto-assign': 'Attribué selon les règles',
  'compose.create': 'Ouvrir le ticket',
  'compose.refused': 'Il n’a pas été ouvert : {reason}',
  'compose.waiting': 'Il est gardé ici et sera ouvert dès que le serveur répondra.',
  'compose.kept': 'Gardé dans ce navigateur',
  'compose.outbox': 'Nouveau ticket : {title}',
  'compose.opened': '{number} est ouvert',
  'person.find': 'Nom ou adresse e-mail',
  'person.none': 'Personne n’a ce nom ou cette adresse.',
  'person.change': 'Changer',
  'person.count': { one: '{count} personne trouvée', other: '{count} personnes trouvées' },
};
