import { ResourcePage } from '../kit/resource-page.js';
import { slackChannels, slackWorkspaces } from '../resources/slack.js';

/** The workspaces, one of them, or one of its channels: `<workspace>~<channel>`. */
export function SlackPage({ item }: { readonly item: string }) {
  const end = item.indexOf('~', 1);
  return end === -1 ? (
    <ResourcePage resource={slackWorkspaces} item={item} isSingle={false} />
  ) : (
    <ResourcePage
      key={item}
      resource={slackChannels(item.slice(0, end))}
      item={item.slice(end + 1)}
      isSingle={false}
    />
  );
}
