import { GoogleGenerativeAIFetchError } from '@google/generative-ai';
import type { DomainError } from '../../../../domain/errors.js';
import { googleRefusal } from '../google-refusal.js';
import { providerError } from '../provider-error.js';

/** Converts an error of the SDK to a `DomainError`. */
export function geminiError(error: unknown): DomainError {
  const status = error instanceof GoogleGenerativeAIFetchError ? error.status : undefined;
  const details = error instanceof GoogleGenerativeAIFetchError ? error.errorDetails : undefined;
  return providerError({ name: 'Gemini', status, ...googleRefusal(details) });
}
