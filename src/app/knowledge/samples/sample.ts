/** An article that `npm run seed` adds. */
export interface SampleArticle {
  /** Makes its id, so that a second run adds nothing. Translations of one article share it. */
  readonly key: string;
  readonly language: string;
  readonly title: string;
  readonly question: string;
  readonly answer: string;
  readonly category: string | null;
  readonly keywords: readonly string[];
  readonly isInternal?: true;
  readonly isFeatured?: true;
}
