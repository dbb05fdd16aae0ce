import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const fr: Translated<typeof en> = {
  'sign-in.title': 'Se connecter à {desk}',
  'sign-in.lead': 'Ici, aucun ticket ne se perd, aucun brouillon non plus.',
  'sign-in.email': 'Adresse e-mail',
  'sign-in.password': 'Mot de passe',
  'sign-in.code': 'Code reçu par e-mail',
  'sign-in.code.hint':
    'Si un compte a cette adresse, il reçoit un e-mail avec six chiffres, valables dix minutes.',
  'sign-in.factor': 'Code de votre application d’authentification',
  'sign-in.factor.hint': 'Ou l’un de vos codes de secours.',
  'sign-in.button': 'Se connecter',
  'sign-in.send-code': 'M’envoyer plutôt un code par e-mail',
  'sign-in.with-password': 'Se connecter plutôt par mot de passe',
  'sign-in.wrong': 'L’adresse ou le mot de passe est faux.',
  'sign-in.wrong-code': 'Le code est faux, utilisé ou expiré. Demandez-en un autre.',
  'sign-in.too-many': 'Trop de tentatives. Attendez quelques minutes.',
  'sign-in.demo': 'Comptes de démonstration',
  'sign-in.demo.only': 'développement seulement',
  'sign-in.demo.failed': 'Ce compte ne peut pas se connecter maintenant.',
  'sign-in.again': 'Votre session est terminée',
  'sign-in.again.hint': 'Reconnectez-vous pour continuer. Ce que vous avez écrit est toujours là.',
};
