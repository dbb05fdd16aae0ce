import type { InboundRules } from '../domain/inbound-mail/inbound-rules.js';
import type { RegistrationRules } from '../domain/accounts/registration.js';
import type { FactorRule } from '../domain/accounts/second-factor.js';
import type { SkillSynonyms } from '../domain/tickets/assignment/skills.js';
import type { Vocabulary } from '../domain/triage/vocabulary.js';
import type { Clock } from '../ports/clock.js';
import type { HealthProbes, InboundProbe } from '../ports/operations/health.js';
import type { HolidayReader } from '../ports/sla/holiday-reader.js';
import type { LanguageModel } from '../ports/language-model.js';
import type { LifecycleWatch } from '../ports/operations/lifecycle-watch.js';
import type { Logger } from '../ports/logger.js';
import type { MailParser } from '../ports/inbound-mail/mail-parser.js';
import type { Mailer } from '../ports/mail/mailer.js';
import type { Metrics } from '../ports/operations/metrics.js';
import type { PayloadCodec } from '../ports/operations/payload-codec.js';
import type { Repositories } from '../ports/repositories.js';
import type {
  AccessTokens,
  AuthenticatorCodes,
  CommonPasswords,
  MailedSecrets,
  PasswordHasher,
  RandomSecrets,
  Sealer,
} from '../ports/accounts/security.js';
import type { SignInGuard } from '../ports/accounts/sign-in-guard.js';
import type { Tracer } from '../ports/operations/tracer.js';
import type { WorkflowGateway } from '../ports/operations/workflow-gateway.js';

/** Everything that use cases lean on. Each use case names the part it needs with `Pick`. */
export interface AppDeps extends Repositories {
  readonly gateway: WorkflowGateway;
  readonly lifecycles: LifecycleWatch;
  readonly mailer: Mailer;
  readonly mailParser: MailParser;
  readonly languageModel: LanguageModel;
  /** Triage by built-in rules, without a key and without network: what tickets go on with when the model gives no answer. */
  readonly localModel: LanguageModel;
  readonly vocabulary: Vocabulary;
  readonly synonyms: SkillSynonyms;
  readonly hasher: PasswordHasher;
  readonly commonPasswords: CommonPasswords;
  readonly tokens: AccessTokens;
  readonly authenticatorCodes: AuthenticatorCodes;
  readonly randomSecrets: RandomSecrets;
  readonly mailedSecrets: MailedSecrets;
  /** Who needs a second factor. */
  readonly factorRule: FactorRule;
  /** Who may make an account for themselves. */
  readonly registration: RegistrationRules;
  readonly sealer: Sealer;
  readonly payloadCodec: PayloadCodec;
  readonly signInGuard: SignInGuard;
  readonly holidayReader: HolidayReader;
  readonly probes: HealthProbes;
  readonly inboundProbe: InboundProbe;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly tracer: Tracer;
  /** Makes unique ids that sort by time. */
  readonly newId: () => string;
  /** Address of this system as people reach it, without a slash at the end. */
  readonly publicUrl: string;
  /** For so many days after an assignment the buttons in the mail about it work. */
  readonly actionLinkDays: number;
  /** Files of a public answer go with the mail about it up to this size together; 0 for links only. */
  readonly mailedFileBytes: number;
  /** How many days the link to a file in a mail works. */
  readonly fileLinkDays: number;
  /** What is made of mail that comes in. */
  readonly inbound: InboundRules;
  /** For so many days mails that came in are kept as they came. */
  readonly mailKeepDays: number;
}
