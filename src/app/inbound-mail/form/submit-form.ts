import type { FormSubmission } from '../../../domain/inbound-mail/form-submission.js';
import { FORM_HOURS } from '../../../domain/inbound-mail/form-submission.js';
import { isOurs } from '../../../domain/inbound-mail/sender/our-addresses.js';
import { checkRegistration } from '../../../domain/accounts/registration.js';
import { DomainError } from '../../../domain/errors.js';
import { formDelivery } from '../../../domain/mail/delivery.js';
import { addMinutes } from '../../../domain/time.js';
import { accountEvent, nobody } from '../../accounts/account-event.js';
import type { AppDeps } from '../../deps.js';
import { isWithinLimits } from '../sender/sender-limits.js';

type Deps = Pick<
  AppDeps,
  | 'users'
  | 'formSubmissions'
  | 'senderLog'
  | 'sealer'
  | 'settings'
  | 'registration'
  | 'inbound'
  | 'metrics'
  | 'clock'
  | 'newId'
>;

/** A filled-in form, checked for shape and limits. */
export type FilledForm = Pick<FormSubmission, 'id' | 'name' | 'email' | 'title' | 'description' | 'language'>;

/** @throws DomainError `not_found` where the form is switched off */
export async function requirePublicForm({ settings }: Pick<Deps, 'settings'>): Promise<void> {
  const { hasPublicForm } = await settings.current();
  if (!hasPublicForm) throw new DomainError('not_found', 'This help desk has no public form.');
}

/**
 * Keeps a form, and mails its sender a link to confirm it.
 * Whether the address has an account makes no difference. An address that got enough mails gets no more, and one of ours
 * none. The caller gets the same answer. Repeated with the same id it changes nothing.
 * @throws DomainError `not_found` where the form is switched off; `forbidden` for an address of another domain, where
 *   only some may register; `too_many_requests` where too many strangers would get a mail
 */
export async function submitForm(deps: Deps, form: FilledForm, address: string): Promise<void> {
  await requirePublicForm(deps);
  checkRegistration({ ...deps.registration, isOpen: true }, form.email);
  if (await isOurAddress(deps, form.email)) return;
  const now = deps.clock.now();
  if ((await deps.formSubmissions.find(form.id, now)) !== null) return;
  if (!(await mayMail(deps, form.email))) return;
  const newSubmission: FormSubmission = {
    ...form,
    ticketId: deps.newId(),
    createdAt: now,
    expiresAt: addMinutes(now, FORM_HOURS * 60),
  };
  const event = accountEvent(deps, nobody(address), {
    type: 'form.submitted',
    // No account: the mail goes to the form's address, and the event names nobody.
    account: { id: form.id, name: 'Visitor' },
    followUps: ['send_mails'],
  });
  try {
    await deps.users.commit({ newSubmission, event, deliveries: [formDelivery(event, form.id)] });
    deps.metrics.visited('form', 'accepted');
  } catch (error) {
    // A second click was as fast.
    if (!(error instanceof DomainError) || error.code !== 'duplicate') throw error;
  }
}

/** A mail to ourselves would open a ticket about itself. */
async function isOurAddress({ inbound, settings }: Deps, email: string): Promise<boolean> {
  const { sender, formerAddresses } = await settings.current();
  return isOurs(
    [...inbound.ours, ...inbound.receives, sender.address.toLowerCase(), ...formerAddresses],
    email,
  );
}

/** Counted under an id of ours: the sender chooses that of the form. */
async function mayMail(deps: Deps, email: string): Promise<boolean> {
  const count = { id: deps.newId(), address: email };
  if (!(await isWithinLimits(deps, count, 'receipt'))) {
    deps.metrics.visited('form', 'withheld');
    return false;
  }
  if (await isWithinLimits(deps, count, 'confirmed')) return true;
  deps.metrics.visited('form', 'refused');
  throw new DomainError('too_many_requests', 'Too many forms were sent in the last hour. Try again later.', {
    retryAfterSeconds: 15 * 60,
  });
}
