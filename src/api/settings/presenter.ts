import type { z } from 'zod';
import type { SettingsEdit, SettingsView } from '../../app/settings/settings.js';
import type { SettingsTest } from '../../app/settings/test-settings.js';
import type { SecretKey } from '../../domain/desk/settings.js';
import { presentRevision } from '../http/revisions.js';
import type { settingsEditSchema, settingsSchema, settingsTestSchema } from './schema.js';

export function presentSettings(view: SettingsView): z.input<typeof settingsSchema> {
  const { inUse, sources, shown, revision } = view;
  const { content, ...made } = revision;
  const hidden = (key: SecretKey) => ({
    is_set: shown[key] !== null,
    shown: shown[key],
    is_readable: !inUse.unreadable.includes(key),
    source: sources[key],
  });
  const { name, address } = inUse.sender;
  return {
    desk_name: { value: inUse.deskName, source: sources.deskName },
    sender: { value: { name, address }, source: sources.sender },
    smtp_url: hidden('smtpUrl'),
    smtp_requires_tls: { value: inUse.smtpRequiresTls, source: sources.smtpRequiresTls },
    send_delay_seconds: { value: inUse.sendDelaySeconds, source: sources.sendDelaySeconds },
    public_chat: { value: inUse.hasPublicChat, source: sources.hasPublicChat },
    public_form: { value: inUse.hasPublicForm, source: sources.hasPublicForm },
    public_knowledge: { value: inUse.hasPublicKnowledge, source: sources.hasPublicKnowledge },
    reopens_by_answer: { value: inUse.reopensByAnswer, source: sources.reopensByAnswer },
    capacity_weights: { value: inUse.capacityWeights, source: sources.capacityWeights },
    gemini_api_key: hidden('geminiApiKey'),
    gemini_model: { value: inUse.geminiModel, source: sources.geminiModel },
    ...presentRevision(content.version, made),
  };
}

export function toSettingsEdit(body: z.output<typeof settingsEditSchema>): SettingsEdit {
  return {
    deskName: body.desk_name,
    sender: body.sender,
    smtpUrl: body.smtp_url,
    smtpRequiresTls: body.smtp_requires_tls,
    sendDelaySeconds: body.send_delay_seconds,
    reopensByAnswer: body.reopens_by_answer,
    capacityWeights: body.capacity_weights,
    hasPublicKnowledge: body.public_knowledge,
    hasPublicForm: body.public_form,
    hasPublicChat: body.public_chat,
    geminiApiKey: body.gemini_api_key,
    geminiModel: body.gemini_model,
  };
}

export function presentTest({ result, detail, tookMs }: SettingsTest): z.input<typeof settingsTestSchema> {
  return { result, detail, took_ms: tookMs };
}
