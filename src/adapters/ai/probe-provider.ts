import { chosenModel, type AiSettings } from './create-language-model.js';
import { ANTHROPIC_URL } from './providers/anthropic/anthropic.js';
import { GOOGLE_URL } from './providers/google-genai/google-genai.js';
import { OPENAI_URL } from './providers/openai/openai.js';

const URLS = { gemini: GOOGLE_URL, openai: OPENAI_URL, anthropic: ANTHROPIC_URL } as const;

/**
 * Resolves if the provider's host answers.
 * It calls no model and costs nothing. The local rules are always available.
 */
export async function probeProvider(settings: AiSettings): Promise<void> {
  const chosen = chosenModel(settings);
  if (chosen === null) return;
  const response = await fetch(chosen.access.baseUrl ?? URLS[chosen.provider], {
    method: 'HEAD',
    signal: AbortSignal.timeout(settings.timeoutMs),
  });
  await response.body?.cancel();
}
