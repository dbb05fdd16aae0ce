import {
  replyBindingId,
  replyBindingOf,
  replyToken,
  type ReplyBinding,
} from '../../domain/inbound-mail/reply-token.js';
import type { AppDeps } from '../deps.js';

type Deps = Pick<AppDeps, 'mailedSecrets' | 'inbound'>;

/** One of our reply addresses among the recipients of a mail. */
export interface FoundReplyAddress {
  readonly binding: ReplyBinding;
  /** True for one that a requester could read: it proves nothing. */
  readonly isEnded: boolean;
}

/** More than this many generations of one address are not told from forged ones. */
const MAX_GENERATIONS = 100;

/** Returns the reply address of a person for a ticket; null if reply addresses are off. */
export function replyAddressOf(
  { mailedSecrets, inbound }: Deps,
  binding: ReplyBinding,
  generation = 0,
): string | null {
  if (inbound.replyAddress === null) return null;
  const token = replyToken(binding, mailedSecrets.mark(replyBindingId(binding, generation)));
  return token === null ? null : inbound.replyAddress.replace('@', `+${token}@`);
}

/** Returns the first reply address among the addresses; null without one, or if it is forged. */
export async function replyAddressIn(
  deps: Deps & Pick<AppDeps, 'secretGenerations'>,
  addresses: readonly string[],
): Promise<FoundReplyAddress | null> {
  const { replyAddress } = deps.inbound;
  const [local = '', domain = ''] = replyAddress?.split('@') ?? [];
  for (const address of addresses) {
    const isTo = replyAddress !== null && address.startsWith(`${local}+`) && address.endsWith(`@${domain}`);
    const found = isTo
      ? await proven(deps, address.slice(local.length + 1, -domain.length - 1), MAX_GENERATIONS)
      : null;
    if (found !== null) return found;
  }
  return null;
}

async function proven(
  { mailedSecrets, secretGenerations }: Pick<AppDeps, 'mailedSecrets' | 'secretGenerations'>,
  token: string,
  tries: number,
): Promise<FoundReplyAddress | null> {
  const read = replyBindingOf(token);
  if (read === null) return null;
  const { binding, mark } = read;
  const current = await secretGenerations.current(binding);
  for (let generation = current; generation >= 0 && generation > current - tries; generation -= 1) {
    if (mailedSecrets.isMark(replyBindingId(binding, generation), mark)) {
      return { binding, isEnded: generation < current };
    }
  }
  return null;
}
