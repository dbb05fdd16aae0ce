import type { z } from 'zod';
import type { ChoiceListName } from '../../domain/desk/choices.js';
import {
  categoryEditSchema,
  categoryListSchema,
  categorySchema,
  choiceEditSchema,
  choiceSchema,
  holdReasonEditSchema,
  holdReasonListSchema,
  holdReasonSchema,
  newCategorySchema,
  newChoiceSchema,
  newHoldReasonSchema,
  resolutionCodeListSchema,
  ticketTypeListSchema,
} from './schema.js';

/** The defaults of a category, which the other lists do not have. */
type CategoryField =
  | 'default_team'
  | 'default_priority'
  | 'review_below'
  | 'review_minutes'
  | 'auto_answer_above'
  | 'auto_answer_minutes';
type Defaults = Pick<z.output<typeof categoryEditSchema>, CategoryField>;
/** The effects of a hold reason, which the other lists do not have. */
type Effects = Pick<z.output<typeof holdReasonEditSchema>, 'pauses_clock' | 'needs_date'>;
/** What the bodies of all lists have in common. */
export type NewChoiceBody = z.output<typeof newChoiceSchema> & Defaults & Effects;
export type ChoiceEditBody = z.output<typeof choiceEditSchema> & Defaults & Effects;
export type ChoiceBody = z.input<typeof choiceSchema> & Partial<DefaultsShown> & Effects;
type DefaultsShown = Pick<z.input<typeof categorySchema>, CategoryField>;
type PageBody = Omit<z.input<typeof categoryListSchema>, 'categories'>;

/** One of the lists as the API shows it. */
export interface ChoiceResource {
  readonly list: ChoiceListName;
  /** Behind `/api/v1/`. */
  readonly path: string;
  /** The field of a page that holds its rows. */
  readonly plural: string;
  readonly tag: string;
  /** In summaries. */
  readonly one: string;
  /** In the names of operations, for one and for the list. */
  readonly names: readonly [string, string];
  readonly schemas: {
    readonly one: z.ZodType<unknown, ChoiceBody>;
    readonly page: z.ZodType<unknown, PageBody>;
    readonly new: z.ZodType<NewChoiceBody>;
    readonly edit: z.ZodType<ChoiceEditBody>;
  };
}

export const CHOICE_RESOURCES: readonly ChoiceResource[] = [
  {
    list: 'categories',
    path: 'categories',
    plural: 'categories',
    tag: 'categories',
    one: 'a category',
    names: ['Category', 'Categories'],
    schemas: {
      one: categorySchema,
      page: categoryListSchema,
      new: newCategorySchema,
      edit: categoryEditSchema,
    },
  },
  {
    list: 'ticketTypes',
    path: 'ticket-types',
    plural: 'ticket_types',
    tag: 'ticket types',
    one: 'a ticket type',
    names: ['TicketType', 'TicketTypes'],
    schemas: {
      one: choiceSchema,
      page: ticketTypeListSchema,
      new: newChoiceSchema,
      edit: choiceEditSchema,
    },
  },
  {
    list: 'resolutionCodes',
    path: 'resolution-codes',
    plural: 'resolution_codes',
    tag: 'resolution codes',
    one: 'a resolution code',
    names: ['ResolutionCode', 'ResolutionCodes'],
    schemas: {
      one: choiceSchema,
      page: resolutionCodeListSchema,
      new: newChoiceSchema,
      edit: choiceEditSchema,
    },
  },
  {
    list: 'holdReasons',
    path: 'hold-reasons',
    plural: 'hold_reasons',
    tag: 'hold reasons',
    one: 'a hold reason',
    names: ['HoldReason', 'HoldReasons'],
    schemas: {
      one: holdReasonSchema,
      page: holdReasonListSchema,
      new: newHoldReasonSchema,
      edit: holdReasonEditSchema,
    },
  },
];
