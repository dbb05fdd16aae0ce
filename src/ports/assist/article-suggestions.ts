import type { Actor } from '../../domain/access/actor.js';

/** An article of the knowledge base that may help. */
export interface SuggestedArticle {
  readonly id: string;
  readonly title: string;
  /** From 0 to 1, comparable within one answer only. */
  readonly score: number;
  /** The answer of the article as plain text. */
  readonly text: string;
  readonly version: number;
}

/** What articles are looked for. */
export interface ArticleRequest {
  readonly title: string;
  readonly description: string;
  readonly limit: number;
  /** True for articles that requesters may read too, because a reply to them quotes it. */
  readonly isForRequester: boolean;
}

/** Finds published articles that the actor may read, best first. Without a knowledge base, there are none. */
export type SuggestArticles = (actor: Actor, request: ArticleRequest) => Promise<readonly SuggestedArticle[]>;
