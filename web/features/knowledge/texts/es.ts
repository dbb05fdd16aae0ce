import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const es: Translated<typeof en> = {
  'knowledge.search': 'Buscar en los artículos',
  'knowledge.failed': 'No se pudieron cargar los artículos',
  'knowledge.failed-one': 'No se pudo cargar el artículo',
  'knowledge.empty': 'Todavía no hay artículos',
  'knowledge.empty.hint': 'Pida ayuda; le responderán personas.',
  'knowledge.none': 'Ningún artículo coincide',
  'knowledge.none.hint': 'No se encontró nada para «{words}». Use otras palabras o pregúntenos.',
  'knowledge.found': {
    one: '{count} artículo',
    other: '{count} artículos',
  },
  'knowledge.back': 'Todos los artículos',
  'knowledge.back-to-form': 'Volver a su pregunta',
  'knowledge.updated': 'Modificado:',
  'knowledge.helped': '¿Le ha ayudado?',
  'knowledge.solved': '¿Ha respondido a su pregunta?',
  'knowledge.answered': 'Ha respondido a mi pregunta',
  'knowledge.yes': 'Sí',
  'knowledge.no': 'No',
  'knowledge.still-ask': 'Aun así quiero preguntar',
  'knowledge.missing': '¿Qué falta? (opcional)',
  'knowledge.send': 'Enviar',
  'knowledge.thanks': 'Gracias. Así otros encuentran este artículo.',
  'knowledge.noted': 'Gracias. Los autores lo ven, sin su nombre.',
};
