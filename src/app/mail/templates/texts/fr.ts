import type { Texts } from './texts.js';

export const fr: Texts = {
  greeting: 'Bonjour {name},',
  footer: 'Envoyé par Holdfast, votre service d’assistance.',
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
  'action.reopen': 'Rouvrir',
  'queued.subject': 'Personne n’est disponible pour ce ticket',
  'queued.lead':
    'Personne ayant les compétences requises pour {number} n’est disponible. Il attend dans la file et est proposé à nouveau toutes les quelques minutes ; vous pouvez aussi l’attribuer à la main.',
  'queued.byHandSubject': 'Un ticket attend votre attribution',
  'queued.byHand':
    '{number} attend dans la file de son équipe, dont Holdfast n’attribue pas les tickets automatiquement. Veuillez l’attribuer à la main.',
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
  'promise.firstResponse': 'première réponse',
  'promise.resolution': 'résolution',

  'received.subject': 'Nous avons reçu votre ticket',
  'received.lead':
    'Son numéro est {number}. Nous cherchons la bonne personne et vous recevrez un message dès qu’il y aura une réponse. Pour ajouter quelque chose, écrivez un commentaire.',
  'received.unproven':
    'Nous n’avons pas pu vérifier que ce message vient de vous et ne le citons donc pas ici. Si vous ne nous avez pas écrit, ignorez ce message.',
  'reply.subject': 'Nouvelle réponse',
  'reply.lead': '{author} a répondu sur {number} :',
  'files.attached': 'Pièces jointes à ce message :',
  'files.on_ticket': 'Fichiers sur le ticket :',
  'files.linked':
    'Enregistrez ces fichiers par leurs liens. Aucun mot de passe n’est nécessaire, et les liens sont valables jusqu’au {until} :',
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
    'Nous n’avons pas eu de vos nouvelles au sujet de {number} et le considérons comme résolu. Si ce n’est pas le cas, rouvrez-le.',
  'cancelled.subject': 'Annulé',
  'cancelled.lead': '{number} a été annulé.',
  'cancelled.reason': 'Le motif : {reason}',
  'merged.subject': 'Fusionné avec un autre ticket',
  'merged.lead':
    '{number} porte sur le même problème qu’un autre ticket ; nous les avons donc fusionnés. Vous recevez aussi nos réponses sur cet autre ticket.',
  'merged.known':
    '{number} porte sur le même problème que {other} ; nous les avons donc fusionnés. Vous recevez aussi nos réponses sur cet autre ticket.',
  'gathered.subject.one': '{count} nouveauté',
  'gathered.subject.other': '{count} nouveautés',
  'gathered.lead':
    'Il s’est passé beaucoup de choses sur {number} en une minute. Les voici toutes, de la plus ancienne à la plus récente.',

  'survey.question': 'Êtes-vous satisfait de la solution ?',
  'survey.scale': '1 veut dire très insatisfait, 5 très satisfait.',
  'survey.link': 'Évaluer la solution',

  'fact.priority': 'Priorité',
  'fact.category': 'Catégorie',
  'fact.requester': 'Demandeur',
  'fact.skills': 'Compétences',
  'fact.firstResponse': 'Première réponse avant le',
  'fact.resolution': 'Résolution avant le',
  'fact.summary': 'Résumé',
  'fact.assignee': 'Attribué à',
  'fact.unassigned': 'non attribué',

  'account.ignore': 'Si vous n’avez rien demandé, ignorez ce message : rien ne change.',
  'sign_in_code.subject': 'Votre code de connexion à Holdfast',
  'sign_in_code.lead': 'Saisissez ce code pour vous connecter. Il vaut pour une connexion, jusqu’au {until}.',
  'registration_code.lead':
    'Un compte avec un mot de passe a été créé pour cette adresse. Si c’était vous, saisissez ce code pour confirmer les deux et vous connecter. Il est valable jusqu’au {until}.',
  'sign_in_code.closing': 'Ne le donnez à personne : nous ne le demandons pas.',
  'password_reset.subject': 'Choisissez un nouveau mot de passe pour Holdfast',
  'password_reset.lead':
    'Suivez ce lien pour choisir un nouveau mot de passe. Il fonctionne une fois, jusqu’au {until}.',
  'password_reset.link': 'Choisir un nouveau mot de passe',
  'welcome.subject': 'Bienvenue dans Holdfast',
  'welcome.lead':
    'Un compte est prêt pour vous. Choisissez un mot de passe pour vous connecter ; ce lien fonctionne une fois, jusqu’au {until}.',
  'welcome.link': 'Choisir un mot de passe',
  'welcome.closing': 'Si le lien a expiré, demandez un nouveau mot de passe sur la page de connexion.',
  'security.closing':
    'Si c’était vous, il n’y a rien à faire. Sinon, demandez un nouveau mot de passe sur la page de connexion, ce qui met fin à toutes les sessions et clés d’API, et prévenez votre administrateur.',
  'password_changed.subject': 'Votre mot de passe Holdfast a été modifié',
  'password_changed.lead': 'Le mot de passe de votre compte a été modifié le {at}.',
  'address_changed.subject': 'L’adresse de votre compte Holdfast a été modifiée',
  'address_changed.lead':
    'L’adresse e-mail de votre compte a été modifiée le {at}. Nos messages sont désormais envoyés à la nouvelle.',
  'address_changed.closing':
    'Si ce n’était pas vous, prévenez votre administrateur, qui peut revenir en arrière.',
  'api_key_created.subject': 'Une nouvelle clé d’API pour votre compte Holdfast',
  'api_key_created.lead':
    'Une clé d’API qui commence par {prefix} a été créée pour votre compte le {at}. Un programme qui la possède agit en votre nom.',
  'api_key_created.closing': 'Une clé d’API que vous ne connaissez pas peut être révoquée.',
  'second_factor_added.subject': 'Votre compte Holdfast demande un second facteur',
  'second_factor_added.lead':
    'Une application d’authentification a été configurée pour votre compte le {at}. Un code de cette application est désormais demandé à la connexion.',
  'second_factor_removed.subject': 'Votre compte Holdfast ne demande plus de second facteur',
  'second_factor_removed.lead':
    'Le second facteur de votre compte a été supprimé le {at}. Un mot de passe ou un code envoyé par e-mail suffit désormais pour se connecter.',

  'mail_refused.subject': 'Votre message n’a pas été accepté',
  'mail_refused.unknown_sender':
    'Votre message à notre service d’assistance n’a pas été accepté, car nous ne connaissons personne à votre adresse. Écrivez depuis l’adresse de votre compte, ou demandez-en un par un autre moyen. Rien de votre message n’a été transmis.',
  'mail_refused.unverified_staff':
    'Un message en votre nom nous est parvenu, et nous n’avons pas pu nous assurer qu’il venait de vous. Rien n’en a été fait. Répondez à l’un de nos messages, à l’adresse qu’il indique pour les réponses, ou connectez-vous. Si vous ne nous avez pas écrit, quelqu’un l’a fait en votre nom : prévenez votre administrateur.',
  'mail_refused.shown_address':
    'L’adresse à laquelle vous avez répondu a été montrée au demandeur de {number} ; elle ne fonctionne donc plus. Rien de votre message n’a été fait. Ouvrez {number} et écrivez-le là, ou attendez le prochain message à ce sujet : vous pourrez de nouveau y répondre. Si vous ne nous avez pas écrit, quelqu’un l’a fait en votre nom : prévenez votre administrateur.',
  'mail_commands.subject': 'Tout n’a pas été fait',
  'mail_commands.lead':
    'Nous avons lu votre message sur {number}, mais ces commandes n’ont pas été suivies :',
  'mail_told.quoting':
    'Ce que vous avez écrit sur {number} est devenu une note interne : cela semble citer l’un de nos messages, qui peut contenir ce que le demandeur ne doit pas lire. Écrivez-le de nouveau sans la citation.',
  'mail_told.files':
    'Ces fichiers de votre message sur {number} restent dans l’équipe : chacun peut contenir l’un de nos messages, avec des notes et des liens que le demandeur ne doit pas avoir. Pour envoyer ce qu’ils contiennent, joignez-le séparément, par exemple comme image ou PDF :',

  'digest.subject':
    'Aujourd’hui : {open} ouverts, {breached} hors délai, {endangered} à échéance sous un jour',
  'digest.breached': 'Hors délai et encore à traiter :',
  'digest.endangered': 'À échéance sous un jour :',
  'digest.due': '{ticket} (échéance {due})',
  'digest.unheard':
    'Messages depuis {since} qui ne sont pas devenus des tickets : {count} ({reasons}). Chacun peut encore le devenir.',
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
    'Leurs workflows manquaient ou s’étaient terminés trop tôt. Ils ont été relancés et reprennent là où en étaient les tickets.',
  'repaired.stuck':
    'Les actions à échéance sur ces tickets ne sont plus exécutées depuis un certain temps, merci de vérifier ces tickets :',
  'refused.subject': 'Le courrier ne parvient pas à {name}',
  'refused.lead':
    'Le serveur de messagerie refuse définitivement l’adresse de {name}. Plus aucun courriel sur les tickets n’y est envoyé.',
  'refused.advice':
    'Un administrateur peut corriger l’adresse ou, si c’est le serveur qui a été réparé, renvoyer l’un des courriels ; l’un ou l’autre y met fin. Vous n’en serez pas averti de nouveau avant cela.',
  'refused.gone': 'un compte supprimé',
  more: 'et {count} autres',
};
