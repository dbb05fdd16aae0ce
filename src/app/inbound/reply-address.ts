import {
  replyBindingId,
  replyBindingOf,
  replyToken,
  type ReplyBinding,
} from '../../domain/inbound/reply-token.js';
import type { AppDeps } from '../deps.js';

type Deps = Pick<AppDeps, 'mailedSecrets' | 'inbound'>;

/** Where answers of a person to the mails about a ticket go; null where there is no address for it. */
export function replyAddressOf({ mailedSecrets, inbound }: Deps, binding: ReplyBinding): string | null {
  if (inbound.replyAddress === null) return null;
  const token = replyToken(binding, mailedSecrets.mark(replyBindingId(binding)));
  return token === null ? null : inbound.replyAddress.replace('@', `+${token}@`);
}

/** The binding of the first of the addresses that is one of those; null where none is, or it was not made by us. */
export function replyBindingIn(
  { mailedSecrets, inbound }: Deps,
  addresses: readonly string[],
): ReplyBinding | null {
  const [local = '', domain = ''] = inbound.replyAddress?.split('@') ?? [];
  for (const address of addresses) {
    const isTo =
      inbound.replyAddress !== null && address.startsWith(`${local}+`) && address.endsWith(`@${domain}`);
    const found = isTo ? replyBindingOf(address.slice(local.length + 1, -domain.length - 1)) : null;
    if (found !== null && mailedSecrets.isMark(replyBindingId(found.binding), found.mark))
      return found.binding;
  }
  return null;
}
