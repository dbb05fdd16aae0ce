import type { AccountDelivery } from '../../../../domain/mail/delivery.js';
import { unreachable } from '../../../../domain/errors.js';
import type { SecurityMailKind } from '../../../../domain/accounts/mail-kinds.js';
import type { Phrases } from '../phrases.js';

interface SecurityContent {
  readonly subject: string;
  readonly lead: string;
  readonly closing: string;
}

/**
 * Returns the texts of a mail about an account change.
 * It has no link, because readers should not follow one in such a mail.
 */
export function securityContent(
  { eventAt, details }: AccountDelivery,
  kind: SecurityMailKind,
  phrases: Phrases,
): SecurityContent {
  const { say } = phrases;
  const at = phrases.instant(eventAt);
  const closing = say('security.closing');
  switch (kind) {
    case 'password_changed':
      return {
        subject: say('password_changed.subject'),
        lead: say('password_changed.lead', { at }),
        closing,
      };
    case 'address_changed':
      return {
        subject: say('address_changed.subject'),
        lead: say('address_changed.lead', { at }),
        closing: say('address_changed.closing'),
      };
    case 'address_added':
      return {
        subject: say('address_added.subject'),
        lead: say('address_added.lead', { at, address: String(details['address']) }),
        closing: say('address_added.closing'),
      };
    case 'address_removed':
      return {
        subject: say('address_removed.subject'),
        lead: say('address_removed.lead', { at, address: String(details['address']) }),
        closing: say('address_removed.closing'),
      };
    case 'people_merged':
      return {
        subject: say('people_merged.subject'),
        lead: say('former_address' in details ? 'people_merged.former_lead' : 'people_merged.lead', { at }),
        closing: say('people_merged.closing'),
      };
    case 'api_key_created':
      return {
        subject: say('api_key_created.subject'),
        lead: say('api_key_created.lead', { at, prefix: String(details['prefix']) }),
        closing: `${say('api_key_created.closing')} ${closing}`,
      };
    case 'second_factor_added':
      return {
        subject: say('second_factor_added.subject'),
        lead: say('second_factor_added.lead', { at }),
        closing,
      };
    case 'second_factor_removed':
      return {
        subject: say('second_factor_removed.subject'),
        lead: say('second_factor_removed.lead', { at }),
        closing,
      };
    default:
      return unreachable(kind);
  }
}
