/*
 * Words of requesters that tell triage what to answer, in six languages. In normal form: lower case, without accents.
 * They are about the ticket itself, so they belong to Holdfast and not to the vocabulary file of an installation.
 */
const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** A change that is demanded. Only imperatives and infinitives: "Outlook ignores my rules" demands nothing. */
export const DEMANDS = words(
  'set mark make change assign classify categorize categorise treat handle escalate raise prioritize prioritise label ' +
    'tag flag route consider declare upgrade bump answer respond output return choose give rate ' +
    'setze setzen setz markiere markieren markier weise zuweisen klassifiziere klassifizieren behandle behandeln ' +
    'stufe einstufen eskaliere ordne gib antworte andern wahle leite ' +
    'pon ponga poner establece establezca marca marque marcar cambia cambie cambiar asigna asigne asignar clasifica ' +
    'clasifique prioriza trata trate tratar tratalo considera responde responder escala sube elige elija ' +
    'mets mettez mettre definis definissez marquez change changez changer assigne assignez attribue attribuez classe ' +
    'classez classer passe passez traite traitez traiter considere considerez reponds repondez repondre choisis ' +
    'defina definir mude altere atribua atribuir classifique coloque ponha considere responda eleve escolha ' +
    'सेट करें करो कीजिए कर दें बदलें बदलो असाइन चिह्नित मानें चुनें',
);

/** How a ticket may be handled: "treat this as urgent". */
export const HANDLING = words(
  'mark treat handle flag classify consider escalate label declare prioritize prioritise bump upgrade rate answer ' +
    'output markiere markieren behandle behandeln einstufen stufe eskaliere klassifiziere ' +
    'marca marque marcar trata trate tratar tratalo considera clasifica clasifique prioriza escala ' +
    'marquez traite traitez traiter considere considerez classe classez passe passez ' +
    'classifique eleve चिह्नित मानें',
);

/** Of these, those that come last in German and Hindi: "als dringend markieren". */
export const HANDLING_LAST = words('markieren einstufen चिह्नित मानें');

/** The values that triage decides, as people call them. */
export const PRIORITY_FIELDS = words(
  'priority severity urgency prioritat prioritaet dringlichkeit prioridad urgencia severidad priorite urgence gravite ' +
    'prioridade gravidade प्राथमिकता',
);
export const OTHER_FIELDS = words(
  'category kategorie categoria categorie श्रेणी assignee skill skills fahigkeit fahigkeiten ' +
    'habilidad habilidades competence competences habilidade habilidades कौशल confidence',
);
export const TEAMS = words('team equipo equipe टीम');

/** How urgent something is said to be. */
export const LEVELS = words(
  'urgent critical emergency highest high p0 p1 sev0 sev1 low lowest medium normal top max maximum ' +
    'dringend kritisch hoch hochste hochster niedrig notfall ' +
    'urgente critica critico alta alto maxima maximo baja bajo emergencia ' +
    'urgence critique haute haut elevee eleve maximale basse ' +
    'baixa baixo अत्यावश्यक तत्काल तुरंत उच्च उच्चतम गंभीर निम्न कम',
);

/** Beginnings of a text that claims to stand above its reader. */
export const COMMANDS = words(
  'ignore disregard forget override bypass ignoriere ignorieren ignorier vergiss missachte ignora ignorar ignorez ' +
    'ignorer oublie oubliez olvida olvide desconsidere esqueca अनदेखा नज़रअंदाज़ भूल',
);
export const INSTRUCTIONS = words(
  'instruction instructions prompt prompts guidelines directives anweisung anweisungen vorgaben instrucciones ' +
    'instruccion consignes instrucoes instrucao निर्देश निर्देशों बताया',
);
/** "Forget everything": the word right after a command. */
export const EVERYTHING = words('everything alles todo tout tudo');

/** Names of a machine that reads tickets. Abbreviations are in {@link MACHINE_NAMES}. */
export const MACHINES = words(
  'classifier classificator chatbot triagegpt klassifikator clasificador classificateur classificador एआई वर्गीकारक',
);
/** Capitals only: "J'ai" is French, and "ki" is Hindi in Latin letters. */
export const MACHINE_NAMES = /(?<![\p{L}\p{N}-]|[Jj]['’])(?:AI|KI|IA|LLM|GPT)(?![\p{L}\p{N}])/u;

/** Demands to disclose something, and what triage must not disclose. */
export const DISCLOSURES = words(
  'copy repeat reveal print output list append write put include quote paste show ' +
    'kopiere kopieren wiederhole wiederholen schreibe schreib nenne zeige liste ' +
    'copia copie repite escribe indica lista muestra repete repetez ecris ecrivez donne donnez montre ' +
    'repita escreva mostre कॉपी लिखें दोहराएं दिखाएं',
);
export const CONFIDENTIAL = words(
  'prompt prompts api moderators moderatoren moderadores moderateurs प्रॉम्प्ट एपीआई मॉडरेटर',
);

/** Fields of the answer by the names that only a machine knows. */
export const ANSWER_FIELDS = /\b(?:helpful_notes|required_skills|suggested_team|ticket_type)\b/iu;

/** Marks of a conversation with a model, which no requester writes. */
export const MODEL_MARKUP =
  /<\|?\/?(?:im_start|im_end|system|assistant|instructions?|prompt)\b|\[\/?inst\]|<<sys>>/iu;

/** Names under which a text pretends to come from somewhere else, at the beginning of a line. */
export const COMMANDING_SPEAKERS =
  /^[\s#>*[({|"'-]*(?:admin override|(?:new|neue|nuevas|nouvelles|novas|नए) (?:instructions?|anweisungen|instrucciones|consignes|instruções|निर्देश)|you are (?:now|no longer) \S+ (?:without|with no|in) )/iu;

/** Names that honest people use as well ("System: Windows 11"), so that the rest of the paragraph decides. */
export const SPEAKERS =
  /(?:^|>)[\s#>*[({|"'-]{0,20}(?:(?:system|systemnachricht|sistema|système|सिस्टम|assistant|assistent|asistente|assistente|सहायक|developer|entwickler)|(?:mensaje del|message|mensagem do|system) (?:sistema|système|message)|सिस्टम संदेश)[\s\])*]{0,3}[:：]/iu;
