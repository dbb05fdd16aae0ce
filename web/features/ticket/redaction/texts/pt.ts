import type { Translated } from '../../../../texts/texts.js';
import type { en } from './en.js';

export const pt: Translated<typeof en> = {
  'redact.options': 'Opções desta mensagem',
  'redact.choice': 'Ocultar um texto ou um ficheiro',
  'redact.title': 'Ocultar texto de uma mensagem',
  'redact.what': 'O que é ocultado?',
  'redact.a-text': 'Um texto',
  'redact.file': 'O ficheiro {name}',
  'redact.text': 'Texto exato',
  'redact.text.hint': 'Pelo menos quatro caracteres, com as mesmas maiúsculas e os mesmos espaços.',
  'redact.found': { one: '{count} vez nesta mensagem.', other: '{count} vezes nesta mensagem.' },
  'redact.whole': 'Usar a mensagem inteira',
  'redact.effect.text':
    'Cada ocorrência deste texto na mensagem passa a “[redacted]” de imediato. Depois, o Holdfast remove-o de versões anteriores, de outras mensagens deste ticket e dos unidos ou separados, do registo de atividade, dos e-mails guardados, das exportações e dos artigos.',
  'redact.effect.file':
    'O ficheiro é eliminado da mensagem de imediato. Depois, o Holdfast elimina ficheiros com o mesmo conteúdo neste ticket e nos unidos ou separados, e o e-mail guardado que o trouxe.',
  'redact.final': 'Não pode ser desfeito. Os e-mails já enviados não são recolhidos.',
  'redact.back': 'Voltar',
  'redact.do-text': 'Ocultar o texto',
  'redact.do-file': 'Eliminar o ficheiro',
  'redact.running': {
    one: 'Ocultado em {count} lugar até agora. Pode fechar: o resultado fica no registo de atividade.',
    other: 'Ocultado em {count} lugares até agora. Pode fechar: o resultado fica no registo de atividade.',
  },
  'redact.done': { one: 'Ocultado em {count} lugar.', other: 'Ocultado em {count} lugares.' },
  'redact.failed': 'A ocultação parou antes do fim. Oculte o mesmo outra vez.',
  'redact.unreachable': 'O servidor não responde. A ocultação continua lá.',
  'redact.left': {
    one: '{count} ficheiro contém o texto e não foi alterado. Oculte-o como ficheiro.',
    other: '{count} ficheiros contêm o texto e não foram alterados. Oculte cada um como ficheiro.',
  },
  'redact.close': 'Fechar',
  'place.comments': { one: '{count} texto de mensagens', other: '{count} textos de mensagens' },
  'place.tickets': { one: '{count} texto de tickets', other: '{count} textos de tickets' },
  'place.activities': {
    one: '{count} entrada do registo de atividade',
    other: '{count} entradas do registo de atividade',
  },
  'place.mails': { one: '{count} e-mail', other: '{count} e-mails' },
  'place.raw_mails_rewritten': {
    one: '{count} e-mail recebido, reescrito',
    other: '{count} e-mails recebidos, reescritos',
  },
  'place.raw_mails_removed': {
    one: '{count} e-mail recebido, eliminado',
    other: '{count} e-mails recebidos, eliminados',
  },
  'place.files_removed': { one: '{count} ficheiro', other: '{count} ficheiros' },
  'place.exports_removed': { one: '{count} exportação', other: '{count} exportações' },
  'place.articles': { one: '{count} texto de artigos', other: '{count} textos de artigos' },
};
