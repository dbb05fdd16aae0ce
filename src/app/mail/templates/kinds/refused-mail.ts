import type { PersonRef } from '../../../../domain/access/actor.js';
import type { MailContent } from '../compose-mail.js';
import type { Phrases } from '../phrases.js';

/**
 * Renders the mail about a refused address, without the address.
 * Readers with permission find it on the person.
 */
export function refusedContent(person: PersonRef | null, publicUrl: string, { say }: Phrases): MailContent {
  const people = `${publicUrl}/api/v1/users`;
  const name = person?.name ?? say('refused.gone');
  const lead = say('refused.lead', { name });
  return {
    subject: say('refused.subject', { name }),
    preview: lead,
    blocks: [
      { kind: 'text', text: lead },
      { kind: 'text', text: say('refused.advice') },
      {
        kind: 'list',
        items: [{ label: name, url: person === null ? people : `${people}/${person.id}` }],
        rest: null,
      },
    ],
  };
}
