import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const pt: Translated<typeof en> = {
  'priority.low': 'Baixa',
  'priority.medium': 'Média',
  'priority.high': 'Alta',
  'priority.urgent': 'Urgente',
  'status.open': 'Aberto',
  'status.in_progress': 'Em andamento',
  'status.waiting_on_user': 'Aguarda solicitante',
  'status.on_hold': 'Em espera',
  'status.resolved': 'Resolvido',
  'status.closed': 'Fechado',
  'status.cancelled': 'Cancelado',
  'sla.first_response': 'Primeira resposta',
  'sla.next_response': 'Próxima resposta',
  'sla.resolution': 'Solução',
  'sla.paused': 'Pausado',
  'sla.met': 'Cumprido',
  'sla.late': '{time} de atraso',
  'ticket.conversation': 'Conversa',
  'ticket.earlier': 'Mostrar mensagens anteriores',
  'ticket.note': 'Interno: só a equipe pode ler',
  'ticket.comment-deleted': 'Este comentário foi excluído.',
  'ticket.unknown': 'O ticket {number} não existe ou não o pode ver.',
};
