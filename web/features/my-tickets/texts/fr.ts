import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const fr: Translated<typeof en> = {
  'my-tickets.title': 'Mes tickets',
  'my-tickets.empty': 'Vous n’avez aucun ticket',
  'my-tickets.empty.hint': 'Quand vous demandez de l’aide, vous la suivez ici.',
  'my-tickets.more': 'Afficher plus',
  'my-status.open': 'Reçu',
  'my-status.in_progress': 'En cours',
  'my-status.waiting_on_user': 'À vous',
  'my-status.on_hold': 'En attente',
  'my-status.resolved': 'Résolu',
  'my-status.closed': 'Terminé',
  'my-status.cancelled': 'Annulé',
};
