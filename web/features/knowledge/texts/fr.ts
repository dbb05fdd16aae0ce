import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const fr: Translated<typeof en> = {
  'knowledge.search': 'Rechercher dans les articles',
  'knowledge.failed': 'Les articles n’ont pas pu être chargés',
  'knowledge.failed-one': 'L’article n’a pas pu être chargé',
  'knowledge.empty': 'Il n’y a pas encore d’articles',
  'knowledge.empty.hint': 'Demandez de l’aide ; des personnes répondent.',
  'knowledge.none': 'Aucun article ne correspond',
  'knowledge.none.hint': 'Rien pour « {words} ». Essayez d’autres mots, ou demandez-nous.',
  'knowledge.found': {
    one: '{count} article',
    other: '{count} articles',
  },
  'knowledge.back': 'Tous les articles',
  'knowledge.back-to-form': 'Retour à votre question',
  'knowledge.updated': 'Modifié :',
  'knowledge.helped': 'Cela vous a-t-il aidé ?',
  'knowledge.solved': 'Cela répond-il à votre question ?',
  'knowledge.answered': 'Cela répond à ma question',
  'knowledge.yes': 'Oui',
  'knowledge.no': 'Non',
  'knowledge.still-ask': 'Je veux quand même demander',
  'knowledge.missing': 'Que manque-t-il ? (facultatif)',
  'knowledge.send': 'Envoyer',
  'knowledge.thanks': 'Merci. Cela aide d’autres à trouver cet article.',
  'knowledge.noted': 'Merci. Les auteurs le voient, sans votre nom.',
};
