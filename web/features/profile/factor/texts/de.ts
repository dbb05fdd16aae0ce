import type { Translated } from '../../../../texts/texts.js';
import type { en } from './en.js';

export const de: Translated<typeof en> = {
  'factor.title': 'Zweiter Faktor',
  'factor.hint':
    'Eine Authenticator-App auf Ihrem Telefon. Zum Anmelden brauchen Sie dann einen Code daraus.',
  'factor.required':
    'Ihre Rolle braucht hier einen zweiten Faktor. Richten Sie ihn ein, um die übrige Konsole zu benutzen.',
  'factor.go': 'Zweiten Faktor einrichten',
  'factor.password': 'Jetziges Passwort',
  'factor.password.hint': 'Lassen Sie es leer, wenn Ihr Konto keines hat.',
  'factor.start': 'App einrichten',
  'factor.secret': 'Schlüssel für die App',
  'factor.secret.hint':
    'Geben Sie diesen Schlüssel in die App ein, oder öffnen Sie ihn hier, wenn die App auf diesem Gerät ist.',
  'factor.open': 'In der App öffnen',
  'factor.copy-key': 'Schlüssel kopieren',
  'factor.copied': 'Kopiert.',
  'factor.code': 'Code, den die App zeigt',
  'factor.confirm': 'Einschalten',
  'factor.again': 'Neu beginnen',
  'factor.codes': 'Wiederherstellungscodes',
  'factor.codes.once':
    'Der zweite Faktor ist eingeschaltet. Bewahren Sie diese Codes auf: Jeder meldet Sie einmal ohne die App an. Sie werden nur jetzt gezeigt.',
  'factor.copy-codes': 'Codes kopieren',
  'factor.kept': 'Ich habe sie aufbewahrt',
  'factor.since': 'Eingeschaltet seit',
  'factor.left': {
    one: 'Noch {count} Wiederherstellungscode.',
    other: 'Noch {count} Wiederherstellungscodes.',
  },
  'factor.few': 'Entfernen Sie den Faktor und richten Sie ihn erneut ein, um neue Codes zu bekommen.',
  'factor.remove-code': 'Code der App oder ein Wiederherstellungscode',
  'factor.remove': 'Zweiten Faktor entfernen',
  'factor.removed': 'Entfernt. Zum Anmelden brauchen Sie keinen Code.',
};
