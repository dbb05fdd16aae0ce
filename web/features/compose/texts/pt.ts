import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const pt: Translated<typeof en> = {
  'compose.for': 'Para quem?',
  'compose.for.me': 'Para mim',
  'compose.for.other': 'Para outra pessoa',
  'compose.requester': 'Requerente',
  'compose.requester.missing': 'Escolha a pessoa ou abra o ticket para si.',
  'compose.subject': 'Assunto',
  'compose.description': 'Descrição',
  'compose.type': 'Tipo',
  'compose.tags': 'Etiquetas',
  'compose.tags.hint': 'Separe-as com vírgulas.',
  'compose.auto': 'Escolhido pela triagem',
  'compose.auto-assign': 'Atribuído pelas regras',
  'compose.create': 'Abrir o ticket',
  'compose.refused': 'Não foi aberto: {reason}',
  'compose.waiting': 'Fica guardado aqui e é aberto quando o servidor responder.',
  'compose.kept': 'Guardado neste navegador',
  'compose.outbox': 'Novo ticket: {title}',
  'compose.opened': '{number} está aberto',
  'person.find': 'Nome ou endereço de e-mail',
  'person.none': 'Ninguém tem este nome ou endereço.',
  'person.change': 'Alterar',
  'person.count': { one: '{count} pessoa encontrada', other: '{count} pessoas encontradas' },
};
