import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const pt: Translated<typeof en> = {
  'knowledge.search': 'Procurar nos artigos',
  'knowledge.failed': 'Não foi possível carregar os artigos',
  'knowledge.failed-one': 'Não foi possível carregar o artigo',
  'knowledge.empty': 'Ainda não há artigos',
  'knowledge.empty.hint': 'Peça ajuda; pessoas respondem.',
  'knowledge.none': 'Nenhum artigo corresponde',
  'knowledge.none.hint': 'Nada encontrado para “{words}”. Use outras palavras ou pergunte-nos.',
  'knowledge.found': {
    one: '{count} artigo',
    other: '{count} artigos',
  },
  'knowledge.back': 'Todos os artigos',
  'knowledge.back-to-form': 'Voltar à sua pergunta',
  'knowledge.updated': 'Alterado:',
  'knowledge.helped': 'Isto ajudou?',
  'knowledge.solved': 'Isto respondeu à sua pergunta?',
  'knowledge.answered': 'Respondeu à minha pergunta',
  'knowledge.yes': 'Sim',
  'knowledge.no': 'Não',
  'knowledge.still-ask': 'Ainda quero perguntar',
  'knowledge.missing': 'O que falta? (opcional)',
  'knowledge.send': 'Enviar',
  'knowledge.thanks': 'Obrigado. Assim outros encontram este artigo.',
  'knowledge.noted': 'Obrigado. Os autores veem isto, sem o seu nome.',
};
