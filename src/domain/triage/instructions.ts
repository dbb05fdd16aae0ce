import { wordsOf } from './words.js';

/*
 * Words of requesters that tell triage what to answer, in six languages. In normal form: lower case, without accents.
 * They are about the ticket itself, so they belong to Holdfast and not to the vocabulary file of an installation.
 */
const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** A change that is demanded. Only imperatives and infinitives: "Outlook ignores my rules" demands nothing. */
const DEMANDS = words(
  'set mark make change assign classify categorize categorise treat handle escalate raise prioritize prioritise label ' +
    'tag flag route consider declare upgrade bump answer respond output return choose ' +
    'setze setzen setz markiere markieren markier weise zuweisen klassifiziere klassifizieren behandle behandeln ' +
    'stufe einstufen eskaliere ordne gib antworte andern ' +
    'pon ponga poner establece establezca marca marque marcar cambia cambie cambiar asigna asigne asignar clasifica ' +
    'clasifique prioriza trata trate tratar considera responde escala sube ' +
    'mets mettez mettre definis definissez marquez change changez changer assigne assignez attribue attribuez classe ' +
    'classez classer passe passez traite traitez traiter considere considerez reponds repondez ' +
    'defina definir mude altere atribua atribuir classifique coloque ponha considere responda eleve ' +
    'सेट करें करो कीजिए कर दें बदलें बदलो असाइन चिह्नित मानें',
);

/** How a ticket may be handled: "treat this as urgent". */
const HANDLING = words(
  'mark treat handle flag classify consider escalate label declare prioritize prioritise bump upgrade ' +
    'markiere markieren behandle behandeln einstufen stufe eskaliere klassifiziere ' +
    'marca marque marcar trata trate tratar considera clasifica clasifique prioriza escala ' +
    'marquez traite traitez traiter considere considerez classe classez passe passez ' +
    'classifique eleve चिह्नित मानें',
);

/** The values that triage decides, as people call them. */
const PRIORITY_FIELDS = words(
  'priority severity urgency prioritat prioritaet dringlichkeit prioridad urgencia severidad priorite urgence gravite ' +
    'prioridade gravidade प्राथमिकता',
);
const OTHER_FIELDS = words(
  'category kategorie categoria categorie श्रेणी assignee skill skills required_skills fahigkeit fahigkeiten ' +
    'habilidad habilidades competence competences habilidade कौशल confidence suggested_team ticket_type ' +
    'helpful_notes',
);

/** How urgent something is said to be. */
const LEVELS = words(
  'urgent critical emergency highest high p0 p1 sev0 sev1 low lowest medium normal top max maximum ' +
    'dringend kritisch hoch hochste hochster niedrig notfall ' +
    'urgente critica critico alta alto maxima maximo baja bajo emergencia ' +
    'urgence critique haute haut elevee eleve maximale basse ' +
    'baixa baixo अत्यावश्यक तत्काल उच्च उच्चतम गंभीर निम्न कम',
);

/** Beginnings of a text that claims to stand above its reader. */
const COMMANDS = words(
  'ignore disregard forget override bypass ignoriere ignorieren ignorier vergiss missachte ignora ignore ignorez ' +
    'ignorer oublie oubliez olvida olvide desconsidere esqueca अनदेखा नज़रअंदाज़ भूल',
);
const INSTRUCTIONS = words(
  'instruction instructions prompt prompts guidelines directives anweisung anweisungen vorgaben instrucciones ' +
    'instruccion consignes instrucoes instrucao निर्देश निर्देशों',
);

/** Names under which a text pretends to come from somewhere else, at the beginning of a line. */
const SPEAKERS =
  /^[\s#>*<[({|"'-]*(?:system|assistant|developer|inst|im_start|admin override|new instructions?)\b/iu;

/** Maximum words between a demand and its object. */
const REACH = 8;

/** A text as rules may read it. */
export interface UninstructedText {
  /** For everything but the priority: without demands for a category, team, skill or assignee. */
  readonly subject: string;
  /** For the priority: also without demands for a priority. */
  readonly urgency: string;
}

/**
 * Removes what tells triage how to answer: "set the priority to urgent", "ignore all instructions".
 * Words that describe the harm stay: "urgent: the server is down" is as urgent as before.
 */
export function withoutInstructions(text: string): UninstructedText {
  const sentences = paragraphsOf(text).flatMap(beforeOverride);
  const subject = sentences.map((sentence) => before(sentence, (given) => demands(given, OTHER_FIELDS)));
  return {
    subject: subject.join(''),
    urgency: subject.map((sentence) => before(sentence, demandsPriority)).join(''),
  };
}

/** Line by line, because a pattern for empty lines takes quadratic time on text of line breaks. */
function paragraphsOf(text: string): readonly string[] {
  const paragraphs: string[] = [];
  let isOpen = false;
  for (const line of text.split(/(?<=\n)/u)) {
    if (isOpen) paragraphs.push(`${paragraphs.pop() ?? ''}${line}`);
    else paragraphs.push(line);
    isOpen = line.trim() !== '';
  }
  return paragraphs;
}

/** The part of a sentence before the clause with a demand, which the rest of the sentence may continue. */
function before(sentence: string, isDemand: (given: readonly string[]) => boolean): string {
  const clauses = sentence.split(/(?<=[;,](?=\s|$))/u);
  const start = clauses.findIndex((clause) => isDemand(wordsOf(clause)));
  return start === -1 ? sentence : `${clauses.slice(0, start).join('')}\n`;
}

/** The part of a paragraph before a text that overrides instructions; all of it without one. */
function beforeOverride(paragraph: string): string[] {
  const sentences = paragraph.split(/(?<=[.!?।](?=\s|$)|\n)/u);
  const start = sentences.findIndex((sentence) => SPEAKERS.test(sentence) || overrides(wordsOf(sentence)));
  return start === -1 ? sentences : sentences.slice(0, start);
}

function overrides(given: readonly string[]): boolean {
  return isNear(given, COMMANDS, INSTRUCTIONS) || isNear(given, INSTRUCTIONS, COMMANDS);
}

/** A demand and its object, in either order: verbs come last in German and Hindi. */
function demands(given: readonly string[], fields: ReadonlySet<string>): boolean {
  return isNear(given, DEMANDS, fields) || isNear(given, fields, DEMANDS);
}

function demandsPriority(given: readonly string[]): boolean {
  if (demands(given, PRIORITY_FIELDS)) return true;
  // "Priority: urgent", which the requester can set in its own field.
  if (given.some((word, at) => PRIORITY_FIELDS.has(word) && hasLevel(given.slice(at + 1, at + 4))))
    return true;
  return isNear(given, HANDLING, LEVELS);
}

function hasLevel(given: readonly string[]): boolean {
  return given.some((word) => LEVELS.has(word));
}

/** Returns true if a word of `first` is followed by one of `second`. */
function isNear(given: readonly string[], first: ReadonlySet<string>, second: ReadonlySet<string>): boolean {
  return given.some(
    (word, at) => first.has(word) && given.slice(at + 1, at + 1 + REACH).some((next) => second.has(next)),
  );
}
