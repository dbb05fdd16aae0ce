import type { Texts } from './texts.js';

export const de: Texts = {
  greeting: 'Guten Tag {name},',
  footer: 'Gesendet von {desk}, Ihrem Helpdesk.',
  'reply.hint': 'Antworten Sie auf diese E-Mail, um das Ticket zu ergänzen.',
  'footer.switchOff': 'Keine solchen E-Mails mehr',
  open: '{number} öffnen',

  'assigned.subject': 'Ihnen zugewiesen',
  'assigned.lead':
    '{number} ist Ihnen zugewiesen. Bitte nehmen Sie das Ticket an und antworten Sie {requester}. Jede Schaltfläche öffnet eine Seite, auf der Sie die Aktion bestätigen. Eine Anmeldung ist nicht nötig.',
  'action.accept': 'Annehmen',
  'action.start': 'Arbeit beginnen',
  'action.resolve': 'Lösen',
  'action.decline': 'Ablehnen',
  'action.person': 'Einen Menschen fragen',
  'action.reopen': 'Wieder öffnen',
  'queued.subject': 'Niemand frei für dieses Ticket',
  'queued.lead':
    'Für {number} ist niemand mit den nötigen Kenntnissen frei. Das Ticket wartet in der Warteschlange und wird alle paar Minuten erneut angeboten; Sie können es auch von Hand zuweisen.',
  'queued.byHandSubject': 'Ein Ticket wartet auf Ihre Zuweisung',
  'queued.byHand':
    '{number} wartet in der Warteschlange seines Teams, dessen Tickets Holdfast nicht automatisch zuweist. Bitte weisen Sie es von Hand zu.',
  'queued.reviewSubject': 'Eine Einstufung wartet auf Ihre Bestätigung',
  'queued.review':
    'Die Einstufung von {number} ist nicht sicher genug. Bitte bestätigen oder ändern Sie den Vorschlag. Ohne Entscheidung gilt er ab {time}, und Holdfast weist das Ticket dann zu.',
  'comment.subject': 'Neuer Kommentar',
  'comment.lead': '{author} hat zu {number} geschrieben:',
  'sender.unproven':
    'Wir konnten nicht prüfen, ob {author} das geschrieben hat: Die E-Mail bestand keine Prüfung durch SPF, DKIM oder DMARC und ging nicht an eine Antwortadresse dieser Person.',
  'sla_warning.subject': 'SLA in Gefahr ({promise})',
  'sla_warning.lead': '{number}: {promise} fällig am {due}.',
  'sla_breached.subject': 'SLA verletzt ({promise})',
  'sla_breached.lead': '{number}: {promise} war am {due} fällig und ist nicht rechtzeitig erfolgt.',
  'sla_escalated.subject': 'Eskaliert ({promise} überfällig)',
  'sla_escalated.lead': '{number}: {promise} überfällig, Stufe {step} der Eskalation ist erreicht.',
  'sla_escalated.early.subject': 'Eskaliert ({promise} in Gefahr)',
  'sla_escalated.early.lead':
    '{number}: {promise} noch nicht überfällig, aber Schritt {step} der Eskalation ist erreicht.',
  'hold_ended.subject': 'Zurückstellung beendet',
  'hold_ended.lead':
    'Die Zurückstellung von {number} ist zu Ende. Das Ticket ist wieder in Bearbeitung, und seine SLA-Uhr läuft. Bitte arbeiten Sie daran weiter.',
  'promise.firstResponse': 'erste Antwort',
  'promise.nextResponse': 'nächste Antwort',
  'promise.resolution': 'Lösung',

  'received.subject': 'Wir haben Ihr Ticket erhalten',
  'received.lead':
    'Ihr Ticket hat die Nummer {number}. Wir suchen die passende Person dafür, und Sie erhalten eine E-Mail, sobald es eine Antwort gibt. Wenn Sie etwas ergänzen möchten, schreiben Sie einen Kommentar.',
  'received.unproven':
    'Wir konnten nicht prüfen, ob diese E-Mail von Ihnen kam, und zitieren sie deshalb nicht. Wenn Sie uns nicht geschrieben haben, ignorieren Sie diese E-Mail.',
  'reply.subject': 'Neue Antwort',
  'reply.automatic': 'Eine automatische Antwort auf {number}, aus unserer Wissensdatenbank:',
  'reply.lead': '{author} hat auf {number} geantwortet:',
  'files.attached': 'Anhänge dieser E-Mail:',
  'files.on_ticket': 'Dateien am Ticket:',
  'files.linked':
    'Laden Sie diese Dateien über ihre Links herunter. Sie brauchen kein Passwort. Die Links gelten bis {until}:',
  'participant.note': 'Sie erhalten diese E-Mail, weil Sie bei {number} in Kopie stehen.',
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
    'Wir haben zu {number} nichts von Ihnen gehört und betrachten das Ticket als gelöst. Wenn Ihr Problem nicht gelöst ist, öffnen Sie es bitte wieder.',
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
    'Zu {number} gab es innerhalb einer Minute viele Neuigkeiten. Hier sind alle, die älteste zuerst.',

  'survey.question': 'Wie zufrieden sind Sie mit der Lösung?',
  'survey.scale': '1 heißt sehr unzufrieden, 5 sehr zufrieden.',
  'survey.link': 'Lösung bewerten',

  'fact.priority': 'Priorität',
  'priority.low': 'niedrig',
  'priority.medium': 'mittel',
  'priority.high': 'hoch',
  'priority.urgent': 'dringend',
  'fact.category': 'Kategorie',
  'fact.requester': 'Von',
  'fact.skills': 'Kenntnisse',
  'fact.firstResponse': 'Erste Antwort fällig',
  'fact.nextResponse': 'Nächste Antwort fällig',
  'fact.resolution': 'Lösung fällig',
  'fact.summary': 'Zusammenfassung',
  'fact.assignee': 'Zugewiesen an',
  'fact.unassigned': 'nicht zugewiesen',

  'account.ignore':
    'Falls Sie das nicht angefordert haben, ignorieren Sie diese E-Mail: Es ändert sich nichts.',
  'sign_in_code.subject': 'Ihr Anmeldecode für {desk}',
  'sign_in_code.lead': 'Geben Sie diesen Code zur Anmeldung ein. Er gilt für eine Anmeldung, bis {until}.',
  'registration_code.lead':
    'Für diese Adresse wurde ein Konto mit einem Passwort angelegt. Wenn Sie das waren, geben Sie diesen Code ein, um beides zu bestätigen und sich anzumelden. Er gilt bis {until}.',
  'sign_in_code.closing': 'Geben Sie diesen Code nicht weiter. Wir fragen nie danach.',
  'password_reset.subject': 'Neues Passwort für {desk} wählen',
  'password_reset.lead':
    'Folgen Sie diesem Link, um ein neues Passwort zu wählen. Er gilt einmal, bis {until}.',
  'password_reset.link': 'Neues Passwort wählen',
  'welcome.subject': 'Willkommen bei {desk}',
  'welcome.lead':
    'Wir haben ein Konto für Sie angelegt. Wählen Sie ein Passwort, um sich anzumelden. Dieser Link gilt einmal, bis {until}.',
  'welcome.link': 'Passwort wählen',
  'welcome.closing': 'Wenn der Link abgelaufen ist, fordern Sie auf der Anmeldeseite ein neues Passwort an.',
  'security.closing':
    'Wenn Sie das waren, ist nichts zu tun. Wenn nicht, fordern Sie auf der Anmeldeseite ein neues Passwort an und sagen Sie Ihrem Administrator Bescheid. Ein neues Passwort beendet alle Sitzungen und widerruft alle API-Schlüssel.',
  'password_changed.subject': 'Ihr Passwort für {desk} wurde geändert',
  'password_changed.lead': 'Das Passwort Ihres Kontos wurde am {at} geändert.',
  'address_changed.subject': 'Die Adresse Ihres {desk}-Kontos wurde geändert',
  'address_changed.lead':
    'Die E-Mail-Adresse Ihres Kontos wurde am {at} geändert. Wir senden unsere E-Mails ab jetzt an die neue Adresse.',
  'address_changed.closing':
    'Wenn Sie das nicht waren, sagen Sie Ihrem Administrator Bescheid, der es rückgängig machen kann.',
  'address_code.subject': 'Ihr Code zur Bestätigung dieser Adresse für {desk}',
  'address_code.lead':
    'Geben Sie diesen Code ein, um diese Adresse zu Ihrem Konto hinzuzufügen. Er gilt einmal, bis {until}.',
  'address_added.subject': 'Zu Ihrem {desk}-Konto kam eine Adresse hinzu',
  'address_added.lead':
    'Am {at} wurde die Adresse {address} zu Ihrem Konto hinzugefügt. E-Mails von dort gelten ab jetzt als Ihre.',
  'address_added.closing':
    'Wenn Sie das nicht waren, sagen Sie Ihrem Administrator Bescheid, der sie wieder entfernen kann.',
  'address_removed.subject': 'Von Ihrem {desk}-Konto wurde eine Adresse entfernt',
  'address_removed.lead':
    'Am {at} wurde die Adresse {address} von Ihrem Konto entfernt. E-Mails von dort gelten ab jetzt nicht mehr als Ihre.',
  'address_removed.closing':
    'Wenn Sie das nicht waren, ändern Sie Ihr Passwort, und fügen Sie die Adresse wieder hinzu.',
  'people_merged.subject': 'Zwei {desk}-Konten sind jetzt eines',
  'people_merged.lead':
    'Am {at} wurde ein anderes Konto von Ihnen mit diesem zusammengeführt. Dessen Tickets, Kommentare und Adressen gehören jetzt zu diesem Konto.',
  'people_merged.former_lead':
    'Das Konto mit dieser Adresse wurde am {at} mit einem anderen Konto von Ihnen zusammengeführt. Melden Sie sich ab jetzt mit dem anderen Konto an. Dessen Adresse erhält auch unsere E-Mails.',
  'people_merged.closing':
    'Wenn diese Konten nicht derselben Person gehören, sagen Sie Ihrem Administrator sofort Bescheid. Das lässt sich innerhalb von 24 Stunden rückgängig machen.',
  'api_key_created.subject': 'Ein neuer API-Schlüssel für Ihr {desk}-Konto',
  'api_key_created.lead':
    'Am {at} wurde für Ihr Konto ein API-Schlüssel angelegt, der mit {prefix} beginnt. Ein Programm mit diesem Schlüssel kann in Ihrem Namen handeln.',
  'api_key_created.closing': 'Wenn Sie diesen API-Schlüssel nicht kennen, widerrufen Sie ihn.',
  'second_factor_added.subject': 'Ihr {desk}-Konto hat jetzt einen zweiten Faktor',
  'second_factor_added.lead':
    'Am {at} wurde für Ihr Konto eine Authenticator-App eingerichtet. Ab jetzt brauchen Sie zum Anmelden einen Code aus dieser App.',
  'second_factor_removed.subject': 'Ihr {desk}-Konto hat keinen zweiten Faktor mehr',
  'second_factor_removed.lead':
    'Der zweite Faktor Ihres Kontos wurde am {at} entfernt. Ab jetzt genügt zum Anmelden ein Passwort oder ein zugesandter Code.',

  'settings_test.subject': 'Testmail von {desk}',
  'settings_test.lead':
    '{desk} kann mit den aktuellen Einstellungen Mails senden. Sie haben diese Testmail angefordert und müssen nichts weiter tun.',

  'mail_refused.subject': 'Ihre E-Mail wurde nicht angenommen',
  'mail_refused.unknown_sender':
    'Wir haben Ihre E-Mail an unseren Helpdesk nicht angenommen, weil kein Konto Ihre Adresse hat. Schreiben Sie von der Adresse Ihres Kontos, oder bitten Sie auf anderem Weg um ein Konto. Wir haben nichts aus Ihrer E-Mail weitergegeben.',
  'mail_refused.unverified_staff':
    'Wir haben eine E-Mail in Ihrem Namen erhalten und konnten nicht prüfen, ob sie von Ihnen stammt. Wir haben nichts davon ausgeführt. Antworten Sie auf eine unserer E-Mails an deren Antwortadresse, oder melden Sie sich an. Wenn Sie uns nicht geschrieben haben, hat eine andere Person Ihren Namen verwendet: Sagen Sie Ihrem Administrator Bescheid.',
  'mail_refused.shown_address':
    'Die Adresse, an die Sie geantwortet haben, wurde der anfragenden Person von {number} gezeigt und gilt deshalb nicht mehr. Wir haben nichts aus Ihrer E-Mail ausgeführt. Öffnen Sie {number} und schreiben Sie dort einen Kommentar, oder antworten Sie auf die nächste E-Mail dazu. Wenn Sie uns nicht geschrieben haben, hat eine andere Person Ihren Namen verwendet: Sagen Sie Ihrem Administrator Bescheid.',
  'mail_commands.subject': 'Wir konnten nicht alles ausführen',
  'mail_commands.lead':
    'Wir haben Ihre E-Mail zu {number} verarbeitet, aber diese Befehle sind fehlgeschlagen:',
  'mail_told.quoting':
    'Ihre E-Mail zu {number} ist eine interne Notiz geworden. Sie scheint eine unserer E-Mails zu zitieren, und deren Inhalt ist vielleicht nicht für die anfragende Person bestimmt. Um ihr zu antworten, schreiben Sie noch einmal ohne das Zitat.',
  'mail_told.files':
    'Diese Dateien aus Ihrer E-Mail zu {number} kann nur das Team lesen. In jeder kann eine unserer E-Mails liegen, mit Notizen und Links, die nicht für die anfragende Person bestimmt sind. Um den Inhalt zu senden, hängen Sie ihn einzeln an, zum Beispiel als Bild oder PDF:',

  'digest.subject': 'Heute: {open} offen, {breached} verletzt, {endangered} innerhalb eines Tages fällig',
  'digest.breached': 'SLA-Ziel überschritten und noch offen:',
  'digest.endangered': 'Innerhalb eines Tages fällig:',
  'digest.due': '{ticket} (fällig {due})',
  'digest.unheard':
    'E-Mails seit {since}, aus denen kein Ticket wurde: {count} ({reasons}). Sie können aus jeder ein Ticket machen.',
  'outcome.automatic': 'automatisch',
  'outcome.loop': 'Mailschleife',
  'outcome.own_mail': 'eigene E-Mail',
  'outcome.too_many': 'zu viele',
  'outcome.empty': 'leer',
  'outcome.duplicate': 'doppelt',
  'outcome.unknown_sender': 'unbekannter Absender',
  'outcome.not_allowed': 'nicht erlaubt',
  'outcome.unverified_staff': 'nicht bestätigtes Personal',
  'outcome.not_verified': 'nicht bestätigt',
  'outcome.unreadable': 'unlesbar',
  'outcome.no_sender': 'ohne Absender',
  'outcome.invalid_sender': 'ungültiger Absender',
  'outcome.unproven_sender': 'unbelegter Absender',
  'outcome.receipt_held': 'ohne Bestätigung',
  'digest.unheard.open': 'Diese E-Mails zeigen',
  'digest.all': 'alle',
  'digest.noTeam': 'ohne Team',
  'digest.column.open': 'offen',
  'digest.column.breached': 'verletzt',
  'digest.column.endangered': 'fällig in 24 h',
  'digest.column.unassigned': 'nicht zugewiesen',
  'digest.column.waiting': 'wartend',
  'repaired.subject.one': 'Der Workflow von {count} Ticket wurde neu gestartet',
  'repaired.subject.other': 'Die Workflows von {count} Tickets wurden neu gestartet',
  'repaired.repaired':
    'Ihre Workflows fehlten oder waren zu früh beendet. Holdfast hat sie neu gestartet, und sie setzen beim aktuellen Stand jedes Tickets fort.',
  'repaired.stuck':
    'Fällige Aktionen an diesen Tickets wurden seit einiger Zeit nicht ausgeführt, bitte prüfen Sie diese Tickets:',
  'form_confirmation.subject': 'Bestätigen Sie Ihre Anfrage an {desk}',
  'form_confirmation.lead':
    'Diese Adresse wurde im Kontaktformular von {desk} eingegeben. Lesen Sie die Anfrage und senden Sie sie bis {until} ab. Vorher sieht sie niemand, danach wird sie gelöscht.',
  'form_confirmation.link': 'Anfrage lesen und absenden',
  'review.subject': 'Bitte prüfen: {title}',
  'review.lead': 'Der Artikel „{title}“ sollte bis {day} geprüft werden.',
  'review.advice':
    'Korrigieren Sie ihn oder setzen Sie einen neuen Prüftermin. Archivieren Sie ihn, wenn er nicht mehr gebraucht wird.',
  'webhook.subject': 'Der Webhook an {host} ist deaktiviert',
  'webhook.gone':
    'Der Server {host} hat geantwortet, dass er diesen Webhook nicht mehr annimmt (410). Holdfast hat ihn deaktiviert.',
  'webhook.failing':
    'Seit {days} Tagen hat kein Ereignis {host} erreicht. Holdfast hat den Webhook deaktiviert.',
  'webhook.advice':
    'Reparieren Sie den Server und aktivieren Sie den Webhook wieder. Eine Wiederherstellung sendet dann die versäumten Ereignisse. Löschen Sie den Webhook, wenn er nicht mehr gebraucht wird.',
  'refused.subject': 'E-Mails erreichen {name} nicht',
  'refused.lead':
    'Der Mailserver lehnt die Adresse von {name} endgültig ab. Dorthin gehen keine E-Mails zu Tickets mehr.',
  'refused.advice':
    'Ein Administrator kann die Adresse berichtigen. Wenn stattdessen der Mailserver repariert wurde, kann er eine der E-Mails erneut senden. Bis dahin erhalten Sie keine weitere Nachricht zu dieser Adresse.',
  'refused.gone': 'ein gelöschtes Konto',
  more: 'und {count} weitere',
};
