import type { Language } from '../languages.js';

/** Hours in which the sender of a form can confirm it. */
export const FORM_HOURS = 24;

/** What a visitor has sent with the public form. It becomes a ticket once they confirm their address. */
export interface FormSubmission {
  /** Made with the empty form, so that a second click sends nothing again. */
  readonly id: string;
  /** The id that its ticket gets. */
  readonly ticketId: string;
  readonly name: string;
  /** In lower case. */
  readonly email: string;
  readonly title: string;
  readonly description: string;
  /** Of the page. */
  readonly language: Language;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}
