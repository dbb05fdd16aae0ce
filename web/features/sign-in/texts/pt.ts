import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const pt: Translated<typeof en> = {
  'sign-in.title': 'Entrar em {desk}',
  'sign-in.lead': 'Aqui nenhum chamado se perde, nem um rascunho.',
  'sign-in.email': 'E-mail',
  'sign-in.password': 'Senha',
  'sign-in.code': 'Código do e-mail',
  'sign-in.code.hint':
    'Se uma conta tem este endereço, ela recebe um e-mail com seis dígitos. Eles valem dez minutos.',
  'sign-in.factor': 'Código do seu aplicativo autenticador',
  'sign-in.factor.hint': 'Ou um dos seus códigos de recuperação.',
  'sign-in.button': 'Entrar',
  'sign-in.send-code': 'Enviar-me um código por e-mail',
  'sign-in.with-password': 'Entrar com senha',
  'sign-in.wrong': 'O endereço ou a senha está errado.',
  'sign-in.wrong-code': 'O código está errado, usado ou vencido. Peça outro.',
  'sign-in.too-many': 'Tentativas demais. Espere alguns minutos.',
  'sign-in.demo': 'Contas de demonstração',
  'sign-in.demo.only': 'só desenvolvimento',
  'sign-in.demo.failed': 'Esta conta não pode entrar agora.',
  'sign-in.again': 'Sua sessão terminou',
  'sign-in.again.hint': 'Entre de novo para continuar. O que você escreveu ainda está aí.',
};
