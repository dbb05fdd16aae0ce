import type { Texts } from './texts.js';

export const de: Texts = {
  greeting: 'Guten Tag {name},',
  footer: 'Gesendet von Holdfast, Ihrem Helpdesk.',
  'reply.hint': 'Antworten Sie auf diese Mail, um etwas zum Ticket zu sagen.',
  'footer.switchOff': 'Keine solchen E-Mails mehr',
  open: '{number} öffnen',

  'assigned.subject': 'Ihnen zugewiesen',
  'assigned.lead':
    '{number} ist Ihnen zugewiesen. Bitte nehmen Sie das Ticket an und antworten Sie {requester}. Jede Schaltfläche öffnet eine Seite, auf der Sie die Aktion bestätigen. Eine Anmeldung ist nicht nötig.',
  'action.accept': 'Annehmen',
  'action.start': 'Arbeit beginnen',
  'action.resolve': 'Lösen',
  'action.decline': 'Ablehnen',
  'action.reopen': 'Wieder öffnen',
  'queued.subject': 'Niemand frei für dieses Ticket',
  'queued.lead':
    'Für {number} ist niemand mit den nötigen Kenntnissen frei. Das Ticket wartet in der Warteschlange und wird alle paar Minuten erneut angeboten; Sie können es auch von Hand zuweisen.',
  'queued.byHandSubject': 'Ein Ticket wartet auf Ihre Zuweisung',
  'queued.byHand':
    '{number} wartet in der Warteschlange seines Teams, dessen Tickets Holdfast nicht automatisch zuweist. Bitte weisen Sie es von Hand zu.',
  'comment.subject': 'Neuer Kommentar',
  'comment.lead': '{author} hat zu {number} geschrieben:',
  'sender.unproven':
    'Wir konnten nicht prüfen, ob {author} das geschrieben hat: Die Mail bestand keine Prüfung durch SPF, DKIM oder DMARC und ging nicht an eine Antwortadresse dieser Person.',
  'sla_warning.subject': 'SLA in Gefahr ({promise})',
  'sla_warning.lead': '{number}: {promise} fällig am {due}.',
  'sla_breached.subject': 'SLA verletzt ({promise})',
  'sla_breached.lead': '{number}: {promise} war am {due} fällig und ist nicht rechtzeitig erfolgt.',
  'sla_escalated.subject': 'Eskaliert ({promise} überfällig)',
  'sla_escalated.lead': '{number}: {promise} überfällig, Stufe {step} der Eskalation ist erreicht.',
  'promise.firstResponse': 'erste Antwort',
  'promise.resolution': 'Lösung',

  'received.subject': 'Wir haben Ihr Ticket erhalten',
  'received.lead':
    'Es hat die Nummer {number}. Wir suchen die richtige Person dafür, und Sie erhalten eine E-Mail, sobald es eine Antwort gibt. Wenn Sie etwas ergänzen möchten, schreiben Sie einen Kommentar.',
  'received.unproven':
    'Wir konnten nicht prüfen, ob diese Mail von Ihnen kam, und zitieren sie deshalb nicht. Wenn Sie uns nicht geschrieben haben, ignorieren Sie diese E-Mail.',
  'reply.subject': 'Neue Antwort',
  'reply.lead': '{author} hat auf {number} geantwortet:',
  'files.attached': 'An dieser Mail hängen:',
  'files.on_ticket': 'Dateien am Ticket:',
  'files.linked':
    'Diese Dateien speichern Sie über ihre Links. Sie brauchen kein Passwort, und die Links gelten bis {until}:',
  'participant.note': 'Sie erhalten diese Mail, weil Sie bei {number} in Kopie stehen.',
  'reminder.subject': 'Wir warten auf Ihre Antwort',
  'reminder.lead':
    'Ohne Ihre Antwort geht es mit {number} nicht weiter. Bitte schreiben Sie uns; ein Kommentar genügt.',
  'reminder.last':
    'Ohne Ihre Antwort geht es mit {number} nicht weiter. Bitte schreiben Sie uns; ohne Antwort auf diese Erinnerung betrachten wir das Ticket als gelöst.',
  'resolved.subject': 'Gelöst',
  'resolved.lead':
    '{number} ist gelöst. Wenn Ihr Problem nicht gelöst ist, öffnen Sie das Ticket bitte wieder.',
  'resolved_unanswered.subject': 'Ohne Ihre Antwort gelöst',
  'resolved_unanswered.lead':
    'Wir haben zu {number} nichts von Ihnen gehört und betrachten das Ticket als gelöst. Falls nicht, öffnen Sie es bitte wieder.',
  'cancelled.subject': 'Abgebrochen',
  'cancelled.lead': '{number} wurde abgebrochen.',
  'cancelled.reason': 'Der Grund: {reason}',
  'merged.subject': 'Mit einem anderen Ticket zusammengeführt',
  'merged.lead':
    '{number} betrifft dasselbe Problem wie ein anderes Ticket, deshalb haben wir beide zusammengeführt. Unsere Antworten dort erhalten Sie auch.',
  'merged.known':
    '{number} betrifft dasselbe Problem wie {other}, deshalb haben wir beide zusammengeführt. Unsere Antworten dort erhalten Sie auch.',
  'gathered.subject.one': '{count} Neuigkeit',
  'gathered.subject.other': '{count} Neuigkeiten',
  'gathered.lead':
    'Auf {number} ist binnen einer Minute viel geschehen. Hier steht alles, das Älteste zuerst.',

  'survey.question': 'Wie zufrieden sind Sie mit der Lösung?',
  'survey.scale': '1 heißt sehr unzufrieden, 5 sehr zufrieden.',
  'survey.link': 'Lösung bewerten',

  'fact.priority': 'Priorität',
  'fact.category': 'Kategorie',
  'fact.requester': 'Von',
  'fact.skills': 'Kenntnisse',
  'fact.firstResponse': 'Erste Antwort fällig',
  'fact.resolution': 'Lösung fällig',
  'fact.summary': 'Zusammenfassung',
  'fact.assignee': 'Zugewiesen an',
  'fact.unassigned': 'nicht zugewiesen',

  'account.ignore':
    'Falls Sie das nicht angefordert haben, ignorieren Sie diese E-Mail: Es ändert sich nichts.',
  'sign_in_code.subject': 'Ihr Anmeldecode für Holdfast',
  'sign_in_code.lead': 'Geben Sie diesen Code zur Anmeldung ein. Er gilt für eine Anmeldung, bis {until}.',
  'registration_code.lead':
    'Für diese Adresse wurde ein Konto mit einem Passwort angelegt. Wenn Sie das waren, geben Sie diesen Code ein, um beides zu bestätigen und sich anzumelden. Er gilt bis {until}.',
  'sign_in_code.closing': 'Geben Sie ihn niemandem weiter: Wir fragen nicht danach.',
  'password_reset.subject': 'Neues Passwort für Holdfast wählen',
  'password_reset.lead':
    'Folgen Sie diesem Link, um ein neues Passwort zu wählen. Er gilt einmal, bis {until}.',
  'password_reset.link': 'Neues Passwort wählen',
  'welcome.subject': 'Willkommen bei Holdfast',
  'welcome.lead':
    'Für Sie wurde ein Konto angelegt. Wählen Sie ein Passwort für die Anmeldung; dieser Link gilt einmal, bis {until}.',
  'welcome.link': 'Passwort wählen',
  'welcome.closing': 'Wenn der Link abgelaufen ist, fordern Sie auf der Anmeldeseite ein neues Passwort an.',
  'security.closing':
    'Wenn Sie das waren, ist nichts zu tun. Wenn nicht, fordern Sie auf der Anmeldeseite ein neues Passwort an, das alle Sitzungen und API-Schlüssel beendet, und sagen Sie Ihrem Administrator Bescheid.',
  'password_changed.subject': 'Ihr Passwort für Holdfast wurde geändert',
  'password_changed.lead': 'Das Passwort Ihres Kontos wurde am {at} geändert.',
  'address_changed.subject': 'Die Adresse Ihres Holdfast-Kontos wurde geändert',
  'address_changed.lead':
    'Die Mailadresse Ihres Kontos wurde am {at} geändert. Unsere Mails gehen von jetzt an an die neue.',
  'address_changed.closing':
    'Wenn Sie das nicht waren, sagen Sie Ihrem Administrator Bescheid, der es rückgängig machen kann.',
  'api_key_created.subject': 'Ein neuer API-Schlüssel für Ihr Holdfast-Konto',
  'api_key_created.lead':
    'Am {at} wurde für Ihr Konto ein API-Schlüssel angelegt, der mit {prefix} beginnt. Ein Programm, das ihn hat, handelt in Ihrem Namen.',
  'api_key_created.closing': 'Einen API-Schlüssel, den Sie nicht kennen, können Sie widerrufen.',
  'second_factor_added.subject': 'Ihr Holdfast-Konto verlangt einen zweiten Faktor',
  'second_factor_added.lead':
    'Am {at} wurde für Ihr Konto eine Authenticator-App eingerichtet. Von jetzt an wird beim Anmelden nach einem Code aus ihr gefragt.',
  'second_factor_removed.subject': 'Ihr Holdfast-Konto verlangt keinen zweiten Faktor mehr',
  'second_factor_removed.lead':
    'Der zweite Faktor Ihres Kontos wurde am {at} entfernt. Zum Anmelden genügt von jetzt an ein Passwort oder ein zugesandter Code.',

  'mail_refused.subject': 'Ihre Mail wurde nicht angenommen',
  'mail_refused.unknown_sender':
    'Ihre Mail an unseren Helpdesk wurde nicht angenommen, weil wir niemanden mit Ihrer Adresse kennen. Schreiben Sie von der Adresse Ihres Kontos, oder bitten Sie auf anderem Weg um eines. Nichts aus Ihrer Mail wurde weitergegeben.',
  'mail_refused.unverified_staff':
    'Unseren Helpdesk hat eine Mail in Ihrem Namen erreicht, und wir konnten nicht sicher sein, dass sie von Ihnen ist. Nichts davon wurde getan. Antworten Sie auf eine unserer Mails, an die Adresse, die sie für Antworten nennt, oder melden Sie sich an. Wenn Sie uns nicht geschrieben haben, hat es jemand in Ihrem Namen getan: Sagen Sie es Ihrem Administrator.',
  'mail_refused.shown_address':
    'Die Adresse, an die Sie geantwortet haben, wurde dem Anfragenden von {number} gezeigt und gilt deshalb nicht mehr. Nichts aus Ihrer Mail wurde getan. Öffnen Sie {number} und schreiben Sie es dort, oder warten Sie auf die nächste Mail dazu: Auf sie können Sie wieder antworten. Wenn Sie uns nicht geschrieben haben, hat es jemand in Ihrem Namen getan: Sagen Sie es Ihrem Administrator.',
  'mail_commands.subject': 'Nicht alles wurde getan',
  'mail_commands.lead': 'Wir haben Ihre Mail zu {number} gelesen, aber diese Befehle wurden nicht befolgt:',
  'mail_told.quoting':
    'Was Sie zu {number} geschrieben haben, ist eine interne Notiz geworden: Es scheint eine unserer Mails zu zitieren, die enthalten kann, was nicht für die anfragende Person bestimmt ist. Schreiben Sie es noch einmal ohne das Zitat.',
  'mail_told.files':
    'Diese Dateien aus Ihrer Mail zu {number} bleiben beim Team: In jeder kann eine unserer Mails liegen, mit Notizen und Links, die nicht für die anfragende Person bestimmt sind. Um zu senden, was darin ist, hängen Sie es für sich an, zum Beispiel als Bild oder PDF:',

  'digest.subject': 'Heute: {open} offen, {breached} verletzt, {endangered} fällig binnen eines Tages',
  'digest.breached': 'Über der Zeit und noch zu erledigen:',
  'digest.endangered': 'Fällig binnen eines Tages:',
  'digest.due': '{ticket} (fällig {due})',
  'digest.unheard':
    'Mails seit {since}, aus denen kein Ticket wurde: {count} ({reasons}). Aus jeder kann noch eines werden.',
  'digest.unheard.open': 'Diese Mails zeigen',
  'digest.all': 'alle',
  'digest.noTeam': 'ohne Team',
  'digest.column.open': 'offen',
  'digest.column.breached': 'verletzt',
  'digest.column.endangered': 'fällig in 24 h',
  'digest.column.unassigned': 'unzugewiesen',
  'digest.column.waiting': 'wartend',
  'repaired.subject.one': 'Der Workflow von {count} Ticket wurde neu gestartet',
  'repaired.subject.other': 'Die Workflows von {count} Tickets wurden neu gestartet',
  'repaired.repaired':
    'Ihre Workflows fehlten oder waren zu früh beendet. Sie wurden neu gestartet und gehen dort weiter, wo die Tickets standen.',
  'repaired.stuck':
    'Fällige Aktionen an diesen Tickets wurden seit einiger Zeit nicht ausgeführt, bitte prüfen Sie diese Tickets:',
  'refused.subject': 'E-Mails erreichen {name} nicht',
  'refused.lead':
    'Der Mailserver lehnt die Adresse von {name} endgültig ab. Dorthin gehen keine E-Mails zu Tickets mehr.',
  'refused.advice':
    'Jemand aus der Administration kann die Adresse berichtigen oder, wenn stattdessen der Server repariert wurde, eine der E-Mails noch einmal senden; beides beendet dies. Vorher werden Sie nicht noch einmal benachrichtigt.',
  'refused.gone': 'ein gelöschtes Konto',
  more: 'und {count} weitere',
};
