import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const pt: Translated<typeof en> = {
  'my-tickets.title': 'Meus chamados',
  'my-tickets.empty': 'Você não tem chamados',
  'my-tickets.empty.hint': 'Quando pedir ajuda, você a acompanha aqui.',
  'my-tickets.more': 'Mostrar mais',
  'my-status.open': 'Recebido',
  'my-status.in_progress': 'Em andamento',
  'my-status.waiting_on_user': 'Sua vez',
  'my-status.on_hold': 'Em espera',
  'my-status.resolved': 'Resolvido',
  'my-status.closed': 'Encerrado',
  'my-status.cancelled': 'Cancelado',
};
