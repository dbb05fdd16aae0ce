import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const de: Translated<typeof en> = {
  'submit.heading': 'Wobei brauchen Sie Hilfe?',
  'submit.lead': 'Sie bekommen die Antwort per Mail und hier.',
  'submit.after': 'Das folgt auf {number}, die beendet ist.',
  'submit.way': 'Wie fragen',
  'submit.way.form': 'Formular',
  'submit.way.words': 'In eigenen Worten',
  'submit.line': 'In einer Zeile',
  'submit.details': 'Was passiert, und seit wann?',
  'submit.kept': 'Was Sie schreiben, bleibt auf diesem Gerät, bis Sie es senden.',
  'submit.suggestions': 'Das hilft vielleicht schon',
  'submit.same': 'Das haben Sie schon gefragt: {title}',
  'submit.same.hint': '{number} ist offen. Lieber dort ergänzen?',
  'submit.impact': 'Wie sehr hält es Sie auf? (freiwillig)',
  'submit.impact.low': 'Ein wenig',
  'submit.impact.low.hint': 'Ich komme darum herum',
  'submit.impact.medium': 'Sehr',
  'submit.impact.medium.hint': 'Teile meiner Arbeit warten',
  'submit.impact.high': 'Völlig',
  'submit.impact.high.hint': 'Ich kann nicht arbeiten',
  'submit.category': 'Worum geht es?',
  'submit.category.any': 'Weiß ich nicht, bitte wählen',
  'submit.send': 'An {desk} senden',
  'submit.refused': 'Es wurde nicht gesendet: {reason}',
  'submit.waiting':
    'Es bleibt hier und geht ab, sobald der Server erreichbar ist. Sie können die Seite schließen.',
  'assistant.words': 'Erzählen Sie es in eigenen Worten',
  'assistant.tell': 'Weiter',
  'assistant.asks': 'Wir müssen noch etwas wissen:',
  'assistant.answer': 'Ihre Antwort',
  'assistant.send-answer': 'Antworten',
  'assistant.away':
    'Der Assistent ist gerade nicht erreichbar. Ihr Text bleibt: Versuchen Sie es erneut, oder nehmen Sie das Formular.',
  'assistant.to-form': 'In das Formular übernehmen',
  'assistant.draft': 'So haben wir es verstanden',
  'assistant.draft.hint':
    'Ein Assistent hat es aus Ihren Worten geschrieben. Ändern Sie, was falsch ist. Nichts wird ohne Sie gesendet.',
  'assistant.again': 'Neu beginnen',
  'assistant.gone': 'Das frühere Gespräch ist abgelaufen oder kann nicht geladen werden.',
};
