import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const pt: Translated<typeof en> = {
  'queue.mine': 'Minha fila',
  'queue.unassigned': 'Não atribuídos',
  'queue.open': 'Todos abertos',
  'queue.views': 'Visões',
  'queue.view': 'Visão',
  'queue.tickets': { one: '{count} chamado', other: '{count} chamados' },
  'queue.tickets-word': 'chamados',
  'queue.unread': 'não lido',
  'queue.nobody': 'Ninguém',
  'queue.empty': 'Nenhum chamado aqui',
  'queue.empty.hint': 'Os novos aparecem ao chegar.',
  'queue.next': 'Próximo chamado',
  'queue.previous': 'Chamado anterior',
  'queue.show-new': 'Mostrar tickets novos',
  'queue.new': { one: '{count} novo', other: '{count} novos' },
  'queue.gone': 'não está mais na lista',
  'queue.column.unread': 'Não lido',
  'queue.column.number': 'Número',
  'queue.column.title': 'Título',
  'queue.column.status': 'Status',
  'queue.column.priority': 'Prioridade',
  'queue.column.assignee': 'Responsável',
  'queue.column.sla': 'SLA',
  'queue.column.updated': 'Alterado',
};
