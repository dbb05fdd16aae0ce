import type { Translated } from '../../../../texts/texts.js';
import type { en } from './en.js';

export const es: Translated<typeof en> = {
  'factor.title': 'Segundo factor',
  'factor.hint':
    'Una aplicación de autenticación en su teléfono. Para iniciar sesión necesitará un código de ella.',
  'factor.required':
    'Su función necesita aquí un segundo factor. Configúrelo para usar el resto de la consola.',
  'factor.go': 'Configurar el segundo factor',
  'factor.password': 'Contraseña actual',
  'factor.password.hint': 'Déjela vacía si su cuenta no tiene ninguna.',
  'factor.start': 'Configurar una aplicación',
  'factor.secret': 'Clave para la aplicación',
  'factor.secret.hint':
    'Escriba esta clave en la aplicación, o ábrala aquí si la aplicación está en este dispositivo.',
  'factor.open': 'Abrir en la aplicación',
  'factor.copy-key': 'Copiar la clave',
  'factor.copied': 'Copiado.',
  'factor.code': 'Código que muestra la aplicación',
  'factor.confirm': 'Activar',
  'factor.again': 'Empezar de nuevo',
  'factor.codes': 'Códigos de recuperación',
  'factor.codes.once':
    'El segundo factor está activado. Guarde estos códigos: cada uno le permite iniciar sesión una vez sin la aplicación. Solo se muestran ahora.',
  'factor.copy-codes': 'Copiar los códigos',
  'factor.kept': 'Los he guardado',
  'factor.since': 'Activado desde',
  'factor.left': {
    one: 'Queda {count} código de recuperación.',
    other: 'Quedan {count} códigos de recuperación.',
  },
  'factor.few': 'Elimine el factor y configúrelo de nuevo para obtener códigos nuevos.',
  'factor.remove-code': 'Código de la aplicación o un código de recuperación',
  'factor.remove': 'Eliminar el segundo factor',
  'factor.removed': 'Eliminado. Para iniciar sesión no se necesita ningún código.',
};
