import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const fr: Translated<typeof en> = {
  'queue.mine': 'Ma file',
  'queue.unassigned': 'Non attribués',
  'queue.open': 'Tous les ouverts',
  'queue.views': 'Vues',
  'queue.view': 'Vue',
  'queue.tickets': { one: '{count} ticket', other: '{count} tickets' },
  'queue.tickets-word': 'tickets',
  'queue.unread': 'non lu',
  'queue.nobody': 'Personne',
  'queue.empty': 'Aucun ticket ici',
  'queue.empty.hint': 'Les nouveaux apparaissent dès leur arrivée.',
  'queue.next': 'Ticket suivant',
  'queue.previous': 'Ticket précédent',
  'queue.show-new': 'Afficher les nouveaux tickets',
  'queue.new': { one: '{count} nouveau', other: '{count} nouveaux' },
  'queue.gone': 'n’est plus dans la liste',
  'queue.column.unread': 'Non lu',
  'queue.column.number': 'Numéro',
  'queue.column.title': 'Titre',
  'queue.column.status': 'Statut',
  'queue.column.priority': 'Priorité',
  'queue.column.assignee': 'Attribué',
  'queue.column.sla': 'SLA',
  'queue.column.updated': 'Modifié',
};
