import type { Translated } from '../../../../texts/texts.js';
import type { en } from './en.js';

export const fr: Translated<typeof en> = {
  'factor.title': 'Second facteur',
  'factor.hint':
    'Une application d’authentification sur votre téléphone. La connexion demande alors un de ses codes.',
  'factor.required':
    'Votre rôle exige ici un second facteur. Configurez-le pour utiliser le reste de la console.',
  'factor.go': 'Configurer le second facteur',
  'factor.password': 'Mot de passe actuel',
  'factor.password.hint': 'Laissez vide si votre compte n’en a pas.',
  'factor.start': 'Configurer une application',
  'factor.secret': 'Clé pour l’application',
  'factor.secret.hint':
    'Saisissez cette clé dans l’application, ou ouvrez-la ici si l’application est sur cet appareil.',
  'factor.open': 'Ouvrir dans l’application',
  'factor.copy-key': 'Copier la clé',
  'factor.copied': 'Copié.',
  'factor.code': 'Code affiché par l’application',
  'factor.confirm': 'Activer',
  'factor.again': 'Recommencer',
  'factor.codes': 'Codes de secours',
  'factor.codes.once':
    'Le second facteur est activé. Conservez ces codes : chacun vous connecte une fois sans l’application. Ils ne sont affichés que maintenant.',
  'factor.copy-codes': 'Copier les codes',
  'factor.kept': 'Je les ai conservés',
  'factor.since': 'Activé depuis',
  'factor.left': {
    one: 'Il reste {count} code de secours.',
    other: 'Il reste {count} codes de secours.',
  },
  'factor.few': 'Supprimez le facteur et configurez-le de nouveau pour obtenir de nouveaux codes.',
  'factor.remove-code': 'Code de l’application ou code de secours',
  'factor.remove': 'Supprimer le second facteur',
  'factor.removed': 'Supprimé. La connexion ne demande plus de code.',
};
