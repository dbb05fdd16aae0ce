import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const es: Translated<typeof en> = {
  'sign-in.title': 'Entrar en {desk}',
  'sign-in.lead': 'Aquí no se pierde ningún ticket, ni tampoco un borrador.',
  'sign-in.email': 'Correo electrónico',
  'sign-in.password': 'Contraseña',
  'sign-in.code': 'Código del correo',
  'sign-in.code.hint':
    'Si hay una cuenta con esta dirección, recibirá un correo con seis cifras. Sirven diez minutos.',
  'sign-in.factor': 'Código de su aplicación de autenticación',
  'sign-in.factor.hint': 'O uno de sus códigos de recuperación.',
  'sign-in.button': 'Entrar',
  'sign-in.send-code': 'Enviarme un código por correo',
  'sign-in.with-password': 'Entrar con contraseña',
  'sign-in.wrong': 'La dirección o la contraseña no es correcta.',
  'sign-in.wrong-code': 'El código no es correcto, ya se usó o caducó. Pida otro.',
  'sign-in.too-many': 'Demasiados intentos. Espere unos minutos.',
  'sign-in.demo': 'Cuentas de demostración',
  'sign-in.demo.only': 'solo desarrollo',
  'sign-in.demo.failed': 'Esta cuenta no puede entrar ahora.',
  'sign-in.again': 'Su sesión ha terminado',
  'sign-in.again.hint': 'Entre de nuevo para seguir. Lo que escribió sigue ahí.',
};
