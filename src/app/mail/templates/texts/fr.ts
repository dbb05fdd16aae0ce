import type { Texts } from './texts.js';

export const fr: Texts = {
  greeting: 'Bonjour {name},',
  footer: 'Envoyé par {desk}, votre service d’assistance.',
  'reply.hint': 'Répondez à ce message pour compléter le ticket.',
  'footer.switchOff': 'Ne plus recevoir ce type d’e-mails',
  open: 'Ouvrir {number}',

  'assigned.subject': 'Ticket attribué',
  'assigned.lead':
    '{number} vous est attribué. Merci de l’accepter et de répondre à {requester}. Chaque bouton ouvre une page où vous confirmez l’action. Aucune connexion n’est nécessaire.',
  'action.accept': 'Accepter',
  'action.start': 'Commencer',
  'action.resolve': 'Résoudre',
  'action.decline': 'Refuser',
  'action.person': 'Demander une personne',
  'action.reopen': 'Rouvrir',
  'queued.subject': 'Personne n’est disponible pour ce ticket',
  'queued.lead':
    'Aucune personne disponible n’a les compétences requises pour {number}. Le ticket reste dans la file et Holdfast le propose à nouveau régulièrement. Vous pouvez aussi l’attribuer à la main.',
  'queued.byHandSubject': 'Un ticket attend votre attribution',
  'queued.byHand':
    '{number} attend dans la file de son équipe, dont Holdfast n’attribue pas les tickets automatiquement. Veuillez l’attribuer à la main.',
  'queued.reviewSubject': 'Un tri attend votre confirmation',
  'queued.review':
    'Le tri de {number} n’est pas assez sûr. Veuillez confirmer la proposition ou la modifier. Sans décision, elle s’applique à partir de {time}, et Holdfast attribue alors le ticket.',
  'comment.subject': 'Nouveau commentaire',
  'comment.lead': '{author} a écrit sur {number} :',
  'sender.unproven':
    'Nous n’avons pas pu vérifier que {author} a écrit ceci : le message n’a passé aucun contrôle SPF, DKIM ou DMARC et n’a pas été envoyé à l’une de ses adresses de réponse.',
  'sla_warning.subject': 'SLA en danger ({promise})',
  'sla_warning.lead': '{number} : {promise} à fournir avant le {due}.',
  'sla_breached.subject': 'SLA non respecté ({promise})',
  'sla_breached.lead': '{number} : {promise} à fournir avant le {due}, non fournie à temps.',
  'sla_escalated.subject': 'Escaladé ({promise} en retard)',
  'sla_escalated.lead': '{number} : {promise} en retard ; l’étape {step} de l’escalade est atteinte.',
  'sla_escalated.early.subject': 'Escalade ({promise} en danger)',
  'sla_escalated.early.lead':
    '{number} : {promise} n’est pas encore en retard, mais l’étape {step} de l’escalade est atteinte.',
  'hold_ended.subject': 'Fin de la mise en attente',
  'hold_ended.lead':
    'La mise en attente de {number} est terminée. Le ticket est de nouveau en cours et son délai SLA court. Merci d’en poursuivre le traitement.',
  'promise.firstResponse': 'première réponse',
  'promise.nextResponse': 'réponse suivante',
  'promise.resolution': 'résolution',

  'received.subject': 'Nous avons reçu votre ticket',
  'received.lead':
    'Votre ticket porte le numéro {number}. Nous cherchons la bonne personne et vous recevrez un message dès qu’il y aura une réponse. Pour ajouter quelque chose, écrivez un commentaire.',
  'received.unproven':
    'Nous n’avons pas pu vérifier que ce message vient de vous et ne le citons donc pas ici. Si vous ne nous avez pas écrit, ignorez ce message.',
  'reply.subject': 'Nouvelle réponse',
  'reply.automatic': 'Une réponse automatique à {number}, tirée de notre base de connaissances :',
  'reply.lead': '{author} a répondu sur {number} :',
  'files.attached': 'Pièces jointes à ce message :',
  'files.on_ticket': 'Fichiers sur le ticket :',
  'files.linked':
    'Téléchargez ces fichiers avec leurs liens. Aucun mot de passe n’est nécessaire. Les liens sont valables jusqu’au {until} :',
  'participant.note': 'Vous recevez ce message parce que vous êtes en copie de {number}.',
  'reminder.subject': 'Nous attendons votre réponse',
  'reminder.lead':
    '{number} ne peut pas avancer sans votre réponse. Merci de nous écrire ; un commentaire suffit.',
  'reminder.last':
    '{number} ne peut pas avancer sans votre réponse. Merci de nous écrire ; sans réponse à ce rappel, nous le considérerons comme résolu.',
  'resolved.subject': 'Résolu',
  'resolved.lead': '{number} est résolu. Si votre problème persiste, rouvrez le ticket.',
  'resolved_unanswered.subject': 'Résolu sans votre réponse',
  'resolved_unanswered.lead':
    'Nous n’avons pas eu de vos nouvelles au sujet de {number} et le considérons comme résolu. Si votre problème persiste, rouvrez le ticket.',
  'cancelled.subject': 'Annulé',
  'cancelled.lead': '{number} a été annulé.',
  'cancelled.reason': 'Le motif : {reason}',
  'merged.subject': 'Fusionné avec un autre ticket',
  'merged.lead':
    '{number} porte sur le même problème qu’un autre ticket ; nous les avons donc fusionnés. Vous recevez aussi nos réponses sur cet autre ticket.',
  'merged.known':
    '{number} porte sur le même problème que {other} ; nous les avons donc fusionnés. Vous recevez aussi nos réponses sur cet autre ticket.',
  'gathered.subject.one': '{count} mise à jour',
  'gathered.subject.other': '{count} mises à jour',
  'gathered.lead':
    'Il s’est passé beaucoup de choses sur {number} en une minute. Les voici toutes, de la plus ancienne à la plus récente.',

  'survey.question': 'Dans quelle mesure êtes-vous satisfait de la solution ?',
  'survey.scale': '1 veut dire très insatisfait, 5 très satisfait.',
  'survey.link': 'Évaluer la solution',

  'fact.priority': 'Priorité',
  'priority.low': 'basse',
  'priority.medium': 'moyenne',
  'priority.high': 'haute',
  'priority.urgent': 'urgente',
  'fact.category': 'Catégorie',
  'fact.requester': 'Demandeur',
  'fact.skills': 'Compétences',
  'fact.firstResponse': 'Première réponse avant le',
  'fact.nextResponse': 'Réponse suivante avant le',
  'fact.resolution': 'Résolution avant le',
  'fact.summary': 'Résumé',
  'fact.assignee': 'Attribué à',
  'fact.unassigned': 'non attribué',

  'account.ignore': 'Si vous n’avez rien demandé, ignorez ce message : rien ne change.',
  'sign_in_code.subject': 'Votre code de connexion à {desk}',
  'sign_in_code.lead':
    'Saisissez ce code pour vous connecter. Il est valable une seule fois, jusqu’au {until}.',
  'registration_code.lead':
    'Un compte avec un mot de passe a été créé pour cette adresse. Si c’était vous, saisissez ce code pour confirmer les deux et vous connecter. Il est valable jusqu’au {until}.',
  'sign_in_code.closing': 'Ne communiquez ce code à personne. Nous ne le demandons jamais.',
  'password_reset.subject': 'Choisissez un nouveau mot de passe pour {desk}',
  'password_reset.lead':
    'Suivez ce lien pour choisir un nouveau mot de passe. Il fonctionne une seule fois, jusqu’au {until}.',
  'password_reset.link': 'Choisir un nouveau mot de passe',
  'welcome.subject': 'Bienvenue sur {desk}',
  'welcome.lead':
    'Nous avons créé un compte pour vous. Choisissez un mot de passe pour vous connecter. Ce lien fonctionne une seule fois, jusqu’au {until}.',
  'welcome.link': 'Choisir un mot de passe',
  'welcome.closing': 'Si le lien a expiré, demandez un nouveau mot de passe sur la page de connexion.',
  'security.closing':
    'Si c’était vous, il n’y a rien à faire. Sinon, demandez un nouveau mot de passe sur la page de connexion et prévenez votre administrateur. Un nouveau mot de passe met fin à toutes les sessions et révoque toutes les clés d’API.',
  'password_changed.subject': 'Votre mot de passe {desk} a été modifié',
  'password_changed.lead': 'Le mot de passe de votre compte a été modifié le {at}.',
  'address_changed.subject': 'L’adresse de votre compte {desk} a été modifiée',
  'address_changed.lead':
    'L’adresse e-mail de votre compte a été modifiée le {at}. Nous envoyons désormais nos messages à la nouvelle adresse.',
  'address_changed.closing':
    'Si ce n’était pas vous, prévenez votre administrateur, qui peut annuler la modification.',
  'address_code.subject': 'Votre code pour confirmer cette adresse pour {desk}',
  'address_code.lead':
    'Saisissez ce code pour ajouter cette adresse à votre compte. Il est valable une seule fois, jusqu’au {until}.',
  'address_added.subject': 'Une adresse a été ajoutée à votre compte {desk}',
  'address_added.lead':
    'L’adresse {address} a été ajoutée à votre compte le {at}. Les e-mails envoyés depuis cette adresse comptent désormais comme les vôtres.',
  'address_added.closing': 'Si ce n’était pas vous, prévenez votre administrateur, qui peut la supprimer.',
  'address_removed.subject': 'Une adresse a été supprimée de votre compte {desk}',
  'address_removed.lead':
    'L’adresse {address} a été supprimée de votre compte le {at}. Les e-mails envoyés depuis cette adresse ne comptent plus comme les vôtres.',
  'address_removed.closing':
    'Si ce n’était pas vous, changez votre mot de passe et ajoutez de nouveau l’adresse.',
  'people_merged.subject': 'Deux comptes {desk} n’en font plus qu’un',
  'people_merged.lead':
    'Un autre de vos comptes a été fusionné avec celui-ci le {at}. Ses tickets, ses commentaires et ses adresses appartiennent désormais à ce compte.',
  'people_merged.former_lead':
    'Le compte associé à cette adresse a été fusionné avec un autre de vos comptes le {at}. Connectez-vous désormais avec l’autre compte. C’est aussi à son adresse que nous envoyons nos e-mails.',
  'people_merged.closing':
    'Si ces comptes n’appartiennent pas à la même personne, prévenez immédiatement votre administrateur. La fusion peut être annulée dans les 24 heures.',
  'api_key_created.subject': 'Une nouvelle clé d’API pour votre compte {desk}',
  'api_key_created.lead':
    'Une clé d’API qui commence par {prefix} a été créée pour votre compte le {at}. Un programme qui possède cette clé peut agir en votre nom.',
  'api_key_created.closing': 'Si vous ne reconnaissez pas cette clé d’API, révoquez-la.',
  'second_factor_added.subject': 'Votre compte {desk} a maintenant un second facteur',
  'second_factor_added.lead':
    'Une application d’authentification a été configurée pour votre compte le {at}. Vous avez désormais besoin d’un code de cette application pour vous connecter.',
  'second_factor_removed.subject': 'Votre compte {desk} n’a plus de second facteur',
  'second_factor_removed.lead':
    'Le second facteur de votre compte a été supprimé le {at}. Un mot de passe ou un code envoyé par e-mail suffit désormais pour se connecter.',

  'settings_test.subject': 'Message de test de {desk}',
  'settings_test.lead':
    '{desk} peut envoyer des messages avec sa configuration actuelle. Vous avez demandé ce message de test et n’avez rien à faire.',

  'mail_refused.subject': 'Nous n’avons pas accepté votre message',
  'mail_refused.unknown_sender':
    'Nous n’avons pas accepté votre message à notre service d’assistance, car aucun compte n’a votre adresse. Écrivez depuis l’adresse de votre compte, ou demandez un compte par un autre moyen. Nous n’avons rien transmis de votre message.',
  'mail_refused.unverified_staff':
    'Nous avons reçu un message en votre nom et n’avons pas pu vérifier qu’il venait de vous. Nous n’avons pas fait ce qu’il demande. Répondez à l’un de nos messages, à son adresse de réponse, ou connectez-vous. Si vous ne nous avez pas écrit, une autre personne a utilisé votre nom : prévenez votre administrateur.',
  'mail_refused.shown_address':
    'L’adresse à laquelle vous avez répondu a été montrée au demandeur de {number} ; elle ne fonctionne donc plus. Nous n’avons pas fait ce que demande votre message. Ouvrez {number} et écrivez-y un commentaire, ou répondez au prochain message à ce sujet. Si vous ne nous avez pas écrit, une autre personne a utilisé votre nom : prévenez votre administrateur.',
  'mail_commands.subject': 'Nous n’avons pas pu faire tout ce que vous demandez',
  'mail_commands.lead': 'Nous avons traité votre message sur {number}, mais ces commandes ont échoué :',
  'mail_told.quoting':
    'Votre message sur {number} est devenu une note interne. Il semble citer l’un de nos messages, qui peut contenir ce que le demandeur ne doit pas lire. Pour lui répondre, écrivez de nouveau sans la citation.',
  'mail_told.files':
    'Seule l’équipe peut lire ces fichiers de votre message sur {number}. Chacun peut contenir l’un de nos messages, avec des notes et des liens que le demandeur ne doit pas avoir. Pour en envoyer le contenu, joignez-le séparément, par exemple comme image ou PDF :',

  'digest.subject': 'Aujourd’hui : {open} ouverts, {breached} hors délai, {endangered} à échéance sous 24 h',
  'digest.breached': 'Hors délai et encore à traiter :',
  'digest.endangered': 'À échéance sous 24 h :',
  'digest.due': '{ticket} (échéance {due})',
  'digest.unheard':
    'Messages depuis {since} qui ne sont pas devenus des tickets : {count} ({reasons}). Vous pouvez transformer chacun d’eux en ticket.',
  'outcome.automatic': 'automatique',
  'outcome.loop': 'boucle de messages',
  'outcome.own_mail': 'notre propre message',
  'outcome.too_many': 'trop nombreux',
  'outcome.empty': 'vide',
  'outcome.duplicate': 'doublon',
  'outcome.unknown_sender': 'expéditeur inconnu',
  'outcome.not_allowed': 'non autorisé',
  'outcome.unverified_staff': 'personnel non vérifié',
  'outcome.not_verified': 'non vérifié',
  'outcome.unreadable': 'illisible',
  'outcome.no_sender': 'sans expéditeur',
  'outcome.invalid_sender': 'expéditeur non valide',
  'outcome.unproven_sender': 'expéditeur non prouvé',
  'outcome.receipt_held': 'sans confirmation',
  'digest.unheard.open': 'Voir ces messages',
  'digest.all': 'tous',
  'digest.noTeam': 'sans équipe',
  'digest.column.open': 'ouverts',
  'digest.column.breached': 'hors délai',
  'digest.column.endangered': 'sous 24 h',
  'digest.column.unassigned': 'non attribués',
  'digest.column.waiting': 'en attente',
  'repaired.subject.one': 'Le workflow de {count} ticket a été relancé',
  'repaired.subject.other': 'Les workflows de {count} tickets ont été relancés',
  'repaired.repaired':
    'Leurs workflows manquaient ou s’étaient terminés trop tôt. Holdfast les a relancés, et ils continuent à partir de l’état actuel de chaque ticket.',
  'repaired.stuck':
    'Les actions à échéance sur ces tickets ne sont plus exécutées depuis un certain temps, merci de vérifier ces tickets :',
  'form_confirmation.subject': 'Confirmez votre demande à {desk}',
  'form_confirmation.lead':
    'Cette adresse a été saisie dans le formulaire de contact de {desk}. Lisez la demande et envoyez-la avant le {until}. Personne ne la voit avant, et elle est supprimée ensuite.',
  'form_confirmation.link': 'Lire et envoyer la demande',
  'review.subject': 'À relire : {title}',
  'review.lead': 'L’article « {title} » devait être relu avant le {day}.',
  'review.advice': 'Corrigez-le ou fixez une nouvelle date de relecture. Archivez-le s’il n’est plus utile.',
  'webhook.subject': 'Le webhook vers {host} est désactivé',
  'webhook.gone':
    'Le serveur {host} a répondu qu’il n’accepte plus ce webhook (410). Holdfast l’a désactivé.',
  'webhook.failing':
    'Aucun événement n’a atteint {host} depuis {days} jours. Holdfast a désactivé le webhook.',
  'webhook.advice':
    'Réparez le serveur et réactivez le webhook. Une récupération envoie alors les événements manqués. Supprimez le webhook s’il n’est plus utile.',
  'refused.subject': 'Les e-mails ne parviennent pas à {name}',
  'refused.lead':
    'Le serveur de messagerie refuse définitivement l’adresse de {name}. Holdfast n’y envoie plus d’e-mails sur les tickets.',
  'refused.advice':
    'Un administrateur peut corriger l’adresse. Si c’est le serveur de messagerie qui a été réparé, il peut renvoyer l’un des e-mails. D’ici là, vous ne recevrez pas d’autre avis sur cette adresse.',
  'refused.gone': 'un compte supprimé',
  more: 'et {count} autres',
};
