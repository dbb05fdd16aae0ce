import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const de: Translated<typeof en> = {
  'sign-in.title': 'Bei {desk} anmelden',
  'sign-in.lead': 'Hier geht kein Ticket verloren, und auch kein Entwurf.',
  'sign-in.email': 'E-Mail-Adresse',
  'sign-in.password': 'Passwort',
  'sign-in.code': 'Code aus der Mail',
  'sign-in.code.hint':
    'Gibt es ein Konto mit dieser Adresse, kommt eine Mail mit sechs Ziffern. Sie gelten zehn Minuten.',
  'sign-in.factor': 'Code Ihrer Authenticator-App',
  'sign-in.factor.hint': 'Oder einer Ihrer Wiederherstellungscodes.',
  'sign-in.button': 'Anmelden',
  'sign-in.send-code': 'Stattdessen einen Code per Mail senden',
  'sign-in.with-password': 'Stattdessen mit Passwort anmelden',
  'sign-in.wrong': 'Adresse oder Passwort ist falsch.',
  'sign-in.wrong-code': 'Der Code ist falsch, benutzt oder abgelaufen. Fordern Sie einen neuen an.',
  'sign-in.too-many': 'Zu viele Versuche. Warten Sie einige Minuten.',
  'sign-in.demo': 'Demokonten',
  'sign-in.demo.only': 'nur Entwicklung',
  'sign-in.demo.failed': 'Dieses Konto kann sich gerade nicht anmelden.',
  'sign-in.again': 'Ihre Sitzung ist beendet',
  'sign-in.again.hint': 'Melden Sie sich wieder an. Was Sie geschrieben haben, ist noch da.',
};
