/**
 * Loads the adapter of a provider with its SDK, at its first use.
 * All SDKs take a fifth of a second of CPU time at each start of a process, and most desks use one or none.
 */
export const sdkOf = {
  gemini: () => import('./google-genai/google-genai.js'),
  generativeAi: () => import('./gemini/gemini.js'),
  openai: () => import('./openai/openai.js'),
  anthropic: () => import('./anthropic/anthropic.js'),
};
