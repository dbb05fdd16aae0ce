import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const fr: Translated<typeof en> = {
  'priority.low': 'Basse',
  'priority.medium': 'Moyenne',
  'priority.high': 'Haute',
  'priority.urgent': 'Urgente',
  'status.open': 'Ouvert',
  'status.in_progress': 'En cours',
  'status.waiting_on_user': 'Attend le demandeur',
  'status.on_hold': 'En attente',
  'status.resolved': 'Résolu',
  'status.closed': 'Fermé',
  'status.cancelled': 'Annulé',
  'sla.first_response': 'Première réponse',
  'sla.next_response': 'Prochaine réponse',
  'sla.resolution': 'Résolution',
  'sla.paused': 'En pause',
  'sla.met': 'Tenu',
  'sla.late': '{time} de retard',
  'ticket.conversation': 'Conversation',
  'ticket.earlier': 'Afficher les messages précédents',
  'ticket.note': 'Interne : seule l’équipe peut lire ceci',
  'ticket.comment-deleted': 'Ce commentaire a été supprimé.',
  'ticket.unknown': 'Le ticket {number} n’existe pas ou vous ne pouvez pas le voir.',
};
