import type { Vocabulary } from '../../domain/triage/vocabulary.js';
import type { LanguageModel, ModelTask } from '../../ports/language-model.js';
import type { Repositories } from '../../ports/repositories.js';
import type { AiAgents } from '../../ports/triage/ai-agents.js';
import type { Calibrations } from './calibrations.js';
import type { ModelTrainer } from '../../ports/triage/model-trainer.js';

/** Dependencies of triage. */
export interface TriageDeps extends Pick<
  Repositories,
  'triageModels' | 'labelSource' | 'triageFigures' | 'aiSpend' | 'aiCalls'
> {
  /** Returns the model of a task by the settings in use; of triage unless named. */
  readonly currentModel: (task?: ModelTask) => Promise<LanguageModel>;
  /** Triage by built-in rules, without a key or network: the fallback without a model's answer. */
  readonly localModel: LanguageModel;
  readonly calibrations: Calibrations;
  readonly aiAgents: AiAgents;
  readonly vocabulary: Vocabulary;
  readonly modelTrainer: ModelTrainer;
}
