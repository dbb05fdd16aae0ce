import type { Language } from '../../domain/languages.js';
import type { NotificationKind } from '../../domain/notifications/notification.js';

/** `answered` to a requester, and to the assignee whose requester has written. */
type PushText = Exclude<NotificationKind, 'answered'> | 'answered_you' | 'requester_wrote';

const TEXTS: Readonly<Record<Language, Readonly<Record<PushText, string>>>> = {
  en: {
    assigned: 'Assigned to you',
    mentioned: 'A note names you',
    answered_you: 'There is an answer',
    requester_wrote: 'The requester has written',
    sla: 'An SLA target is at risk or breached',
  },
  de: {
    assigned: 'Ihnen zugewiesen',
    mentioned: 'Eine Notiz nennt Sie',
    answered_you: 'Es gibt eine Antwort',
    requester_wrote: 'Der Anfragende hat geschrieben',
    sla: 'Ein SLA-Ziel ist gefährdet oder verletzt',
  },
  es: {
    assigned: 'Se le ha asignado',
    mentioned: 'Una nota le menciona',
    answered_you: 'Hay una respuesta',
    requester_wrote: 'El solicitante ha escrito',
    sla: 'Un objetivo de SLA está en riesgo o incumplido',
  },
  fr: {
    assigned: 'Vous est attribué',
    mentioned: 'Une note vous mentionne',
    answered_you: 'Il y a une réponse',
    requester_wrote: 'Le demandeur a écrit',
    sla: 'Un objectif SLA est menacé ou dépassé',
  },
  hi: {
    assigned: 'आपको सौंपा गया',
    mentioned: 'एक नोट में आपका नाम है',
    answered_you: 'एक उत्तर आया है',
    requester_wrote: 'अनुरोधकर्ता ने लिखा है',
    sla: 'एक SLA लक्ष्य जोखिम में है या टूट गया है',
  },
  pt: {
    assigned: 'Atribuído a você',
    mentioned: 'Uma nota menciona você',
    answered_you: 'Há uma resposta',
    requester_wrote: 'O solicitante escreveu',
    sla: 'Uma meta de SLA está em risco ou foi violada',
  },
};

/** Returns what the screen of a device shows about a notification. */
export function pushText(language: Language, kind: NotificationKind, isForStaff: boolean): string {
  const text = kind === 'answered' ? (isForStaff ? 'requester_wrote' : 'answered_you') : kind;
  return TEXTS[language][text];
}
