import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const pt: Translated<typeof en> = {
  'files.title': 'Ficheiros',
  'files.attach': 'Anexar ficheiros',
  'files.attach.hint': 'Anexar ficheiros. Também os pode largar ou colar.',
  'files.photo': 'Tirar uma fotografia',
  'files.too-many': 'Podem ser anexados, no máximo, {count} ficheiros.',
  'files.sending': 'A carregar {name}',
  'files.cancel': 'Cancelar {name}',
  'files.remove': 'Remover {name}',
  'files.failed': 'Não carregado. Tente novamente.',
  'files.rejected': 'Rejeitado pelo antivírus: {reason}',
  'files.state.stored': 'Carregado',
  'files.state.scanning': 'A procurar vírus',
  'files.state.analysing': 'A ler o texto',
  'files.state.ready': 'Pronto',
  'files.preview': 'Pré-visualização de {name}',
  'files.read': 'O que foi lido',
  'files.read.nothing': 'Não foi encontrado texto.',
  'files.wait': 'Há ficheiros ainda a carregar ou que não podem ser enviados.',
  'files.drop': 'Largue os ficheiros aqui',
  'files.kilobytes': '{size} KB',
  'files.megabytes': '{size} MB',
};
