import { DomainError } from '../../../domain/errors.js';

interface ModelLookup {
  /** The provider's name for people. */
  readonly name: string;
  readonly model: string;
  /** Looks one model up. */
  readonly retrieve: () => Promise<unknown>;
  /** The ids of all models. */
  readonly list: () => Promise<readonly string[]>;
  readonly isNotFound: (error: unknown) => boolean;
}

/**
 * Finds out whether a key is accepted and a model exists, without asking the model: it costs nothing.
 * Compatible servers may lack both addresses. Then nothing is known, which is no fault.
 * @throws DomainError `model_rejected` if the server knows its models and this one is not among them; errors of the SDK.
 */
export async function checkListed({ name, model, retrieve, list, isNotFound }: ModelLookup): Promise<void> {
  try {
    await retrieve();
    return;
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
  let ids: readonly string[];
  try {
    ids = await list();
  } catch (error) {
    if (isNotFound(error)) return;
    throw error;
  }
  if (!ids.includes(model)) throw new DomainError('model_rejected', `${name} has no model of this name`);
}
