import type { LanguageModel } from '../../ports/language-model.js';
import type { Tracer } from '../../ports/operations/tracer.js';

/** Wraps a model with spans for its calls: task, model, duration, outcome; never the text. */
export function tracedLanguageModel(languageModel: LanguageModel, tracer: Tracer): LanguageModel {
  if (!tracer.isOn) return languageModel;
  const { provider, model } = languageModel;
  return {
    provider,
    model,
    complete: (schema, prompt, signal) => {
      const facts = {
        'gen_ai.operation.name': 'chat',
        'gen_ai.provider.name': provider,
        'gen_ai.request.model': model,
        'holdfast.prompt.task': prompt.task,
        'holdfast.prompt.version': prompt.version,
      };
      return tracer.span({ name: `chat ${model}`, kind: 'client', facts }, () =>
        languageModel.complete(schema, prompt, signal),
      );
    },
  };
}
