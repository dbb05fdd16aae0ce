import type { AiSettings } from './create-language-model.js';

const GEMINI_URL = 'https://generativelanguage.googleapis.com';

/**
 * Resolves if the provider's host answers.
 * It calls no model and costs nothing. The local rules are always available.
 */
export async function probeProvider({ gemini, timeoutMs }: AiSettings): Promise<void> {
  if (gemini === undefined) return;
  const response = await fetch(gemini.baseUrl ?? GEMINI_URL, {
    method: 'HEAD',
    signal: AbortSignal.timeout(timeoutMs),
  });
  await response.body?.cancel();
}
