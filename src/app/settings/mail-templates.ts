import type { Actor } from '../../domain/access/actor.js';
import { authorize } from '../../domain/access/permissions.js';
import { DomainError, type FieldFault } from '../../domain/errors.js';
import { LANGUAGES, type Language } from '../../domain/languages.js';
import {
  TEMPLATE_KINDS,
  templateFault,
  type MailTemplate,
  type TemplateKind,
  type TemplateWords,
} from '../../domain/mail/mail-templates.js';
import type { IdPage, PageRequest } from '../../ports/paging.js';
import type { Revision } from '../../ports/revisions.js';
import { accountEvent } from '../accounts/account-event.js';
import type { AppDeps } from '../deps.js';
import { builtInWords, variablesOf } from '../mail/templates/editable-texts.js';
import { authorship, newest, pageOf, requireVersion } from '../revisions.js';
import { templateName } from './current-templates.js';

type Deps = Pick<AppDeps, 'mailTemplates' | 'clock' | 'newId'>;

/** Identifies a template. */
export interface TemplateKey {
  readonly kind: TemplateKind;
  readonly language: Language;
}

/** @throws DomainError `not_found` for a template that does not exist. */
export function templateKey({
  kind,
  language,
}: {
  readonly kind: string;
  readonly language: string;
}): TemplateKey {
  const key = {
    kind: TEMPLATE_KINDS.find((each) => each === kind),
    language: LANGUAGES.find((each) => each === language),
  };
  if (key.kind !== undefined && key.language !== undefined) return { kind: key.kind, language: key.language };
  throw new DomainError('not_found', `There is no mail template ${kind}/${language}.`);
}

/** The words in use, and the stored version that they are from. */
export interface TemplateView extends TemplateKey {
  readonly words: TemplateWords;
  readonly isBuiltIn: boolean;
  readonly variables: ReturnType<typeof variablesOf>;
  readonly revision: Revision<MailTemplate>;
}

/** A change of a template. Null words go back to the built-in ones. */
interface TemplateChange extends TemplateKey {
  readonly words: TemplateWords | null;
  readonly expectedVersion: number | undefined;
  readonly address: string;
}

/** Every kind in every language. @throws DomainError `forbidden` */
export async function listTemplates(
  { mailTemplates }: Deps,
  actor: Actor,
  page: PageRequest,
): Promise<IdPage<TemplateView>> {
  authorize(actor, 'mail_template.read');
  const keys = TEMPLATE_KINDS.flatMap((kind) => LANGUAGES.map((language) => ({ kind, language })));
  const { items } = await mailTemplates.list({ pageSize: keys.length });
  const stored = new Map(items.map((each) => [each.content.name, each]));
  const views = keys.map((key) => viewOf(key, stored.get(templateName(key.kind, key.language)) ?? null));
  const inOrder = views.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  return pageOf(inOrder, placeOf, page);
}

function placeOf({ kind, language }: TemplateKey): string {
  return templateName(kind, language);
}

/** @throws DomainError `forbidden`, `not_found` for a version that does not exist. */
export async function readTemplate(
  { mailTemplates }: Deps,
  actor: Actor,
  key: TemplateKey,
  version?: number,
): Promise<TemplateView> {
  authorize(actor, 'mail_template.read');
  const name = placeOf(key);
  const revision =
    version === undefined ? await mailTemplates.find(name) : await newest(mailTemplates, name, version);
  return viewOf(key, revision);
}

/**
 * Writes the next version of a template, which every process uses within two seconds.
 * @throws DomainError `forbidden`, `version_conflict`; `invalid_input` naming unknown variables.
 */
export async function changeTemplate(
  deps: Deps,
  actor: Actor,
  { kind, language, words, expectedVersion, address }: TemplateChange,
): Promise<TemplateView> {
  authorize(actor, 'mail_template.administer');
  if (words !== null) requireKnownVariables(kind, words);
  const name = templateName(kind, language);
  const version = (await deps.mailTemplates.find(name))?.content.version ?? 0;
  requireVersion(name, version, expectedVersion);
  const revision = {
    content: { name, version: version + 1, words },
    requestId: null,
    ...authorship(deps, actor),
  };
  const details = { template: name, version: version + 1, is_built_in: words === null };
  const event = accountEvent(
    deps,
    { actor, address },
    { type: 'mail_template.changed', account: null, details },
  );
  await deps.mailTemplates.addAudited(revision, event);
  return viewOf({ kind, language }, revision);
}

/** @throws DomainError `invalid_input` */
export function requireKnownVariables(kind: TemplateKind, words: TemplateWords): void {
  const variables = variablesOf(kind);
  const faults = (['subject', 'text'] as const).flatMap((path): FieldFault[] => {
    const message = templateFault(words[path], variables[path]);
    return message === null ? [] : [{ path, message }];
  });
  if (faults.length > 0) throw new DomainError('invalid_input', 'The template is not valid.', { faults });
}

function viewOf(key: TemplateKey, revision: Revision<MailTemplate> | null): TemplateView {
  const { kind, language } = key;
  const none = { content: { name: placeOf(key), version: 0, words: null }, requestId: null };
  const { content, ...made } = revision ?? { ...none, createdAt: null, createdBy: null };
  return {
    kind,
    language,
    words: content.words ?? builtInWords(kind, language),
    isBuiltIn: content.words === null,
    variables: variablesOf(kind),
    revision: { content, ...made },
  };
}
