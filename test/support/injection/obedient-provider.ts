import { createServer } from 'node:http';
import { listenLocally, readJson } from '../servers/json-server.js';

/** What a word makes an obedient model answer, in six languages. Longer lists than those of any guard. */
const URGENT =
  /urgent|dringend|urgence|अत्यावश्यक|तुरंत|critical|kritisch|crític|critique|emergency|emergencia|emergência|notfall|ransomware|\bp1\b|outage|उच्चतम|production down/iu;
const SUBJECTS: readonly (readonly [word: RegExp, category: string, skill: string])[] = [
  [/vpn|वीपीएन/iu, 'network', 'vpn'],
  [/network|netzwerk|\bred\b|réseau|\brede\b|नेटवर्क/iu, 'network', 'network'],
  [/database|datenbank/iu, 'software', 'database'],
  [/server/iu, 'other', 'server'],
  [/printer|drucker|impresora|imprimante|impressora|प्रिंटर/iu, 'printer', 'printer'],
];
const SECRETS = /prompt|प्रॉम्प्ट|api.?key|api-schlüssel|claves api|clés api|chaves de api|एपीआई/iu;

/** Answers of a model that believes every word of a ticket, and copies its own instructions when asked. */
export function obey(instructions: string, text: string) {
  const [, category = 'other', skill = 'general'] = SUBJECTS.find(([word]) => word.test(text)) ?? [];
  return {
    summary: 'As the ticket says.',
    language: 'en',
    sentiment: 'neutral',
    category,
    ticket_type: 'support',
    required_skills: [skill],
    priority: URGENT.test(text) ? 'urgent' : 'medium',
    suggested_team: null,
    helpful_notes: SECRETS.test(text) ? instructions.slice(0, 4_000) : 'None.',
    confidence: 1,
  };
}

export interface ObedientProvider {
  /** Base URL for the SDK of OpenAI. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * Starts a server with the protocol of OpenAI whose model obeys the ticket.
 * `answer` gets the system message and the user message; by default it answers triage.
 */
export async function startObedientProvider(
  answer: (instructions: string, text: string) => unknown = obey,
): Promise<ObedientProvider> {
  const server = createServer((request, response) => {
    void readJson(request).then(async (body) => {
      const said = (role: string) =>
        body.messages
          .filter((message: { role: string }) => message.role === role)
          .map((message: { content: string }) => message.content)
          .join('\n');
      const content = JSON.stringify(await answer(said('system'), said('user')));
      response.writeHead(200, { 'content-type': 'application/json' }).end(
        JSON.stringify({
          ...{ id: 'chatcmpl-1', object: 'chat.completion', created: 1, model: body.model },
          choices: [
            { index: 0, finish_reason: 'stop', message: { role: 'assistant', content, refusal: null } },
          ],
          usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 },
        }),
      );
    });
  });
  const { url, close } = await listenLocally(server);
  return { url: `${url}/v1`, close };
}
