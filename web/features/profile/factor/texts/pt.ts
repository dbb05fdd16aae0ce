import type { Translated } from '../../../../texts/texts.js';
import type { en } from './en.js';

export const pt: Translated<typeof en> = {
  'factor.title': 'Segundo fator',
  'factor.hint': 'Um aplicativo autenticador no seu telefone. Para entrar, é preciso então um código dele.',
  'factor.required':
    'A sua função precisa aqui de um segundo fator. Configure-o para usar o resto do console.',
  'factor.go': 'Configurar o segundo fator',
  'factor.password': 'Palavra-passe atual',
  'factor.password.hint': 'Deixe vazio se a sua conta não tem nenhuma.',
  'factor.start': 'Configurar um aplicativo',
  'factor.secret': 'Chave para o aplicativo',
  'factor.secret.hint':
    'Escreva esta chave no aplicativo, ou abra-a aqui se o aplicativo estiver neste dispositivo.',
  'factor.open': 'Abrir no aplicativo',
  'factor.copy-key': 'Copiar a chave',
  'factor.copied': 'Copiado.',
  'factor.code': 'Código que o aplicativo mostra',
  'factor.confirm': 'Ativar',
  'factor.again': 'Começar de novo',
  'factor.codes': 'Códigos de recuperação',
  'factor.codes.once':
    'O segundo fator está ativo. Guarde estes códigos: cada um permite entrar uma vez sem o aplicativo. Só são mostrados agora.',
  'factor.copy-codes': 'Copiar os códigos',
  'factor.kept': 'Guardei os códigos',
  'factor.since': 'Ativo desde',
  'factor.left': {
    one: 'Resta {count} código de recuperação.',
    other: 'Restam {count} códigos de recuperação.',
  },
  'factor.few': 'Remova o fator e configure-o de novo para obter códigos novos.',
  'factor.remove-code': 'Código do aplicativo ou um código de recuperação',
  'factor.remove': 'Remover o segundo fator',
  'factor.removed': 'Removido. Para entrar não é preciso código.',
};
