import { z } from 'zod';

const secret = z.string().trim().min(1).optional();

/** The app of one workspace. More workspaces are connected over the API. docs/use/slack.md */
export const slackVariables = {
  SLACK_BOT_TOKEN: secret,
  SLACK_SIGNING_SECRET: secret,
  SLACK_API_URL: z.url({ protocol: /^https?$/ }).default('https://slack.com/api/'),
};

type Variables = z.infer<z.ZodObject<typeof slackVariables>>;

export function toSlack(env: Variables) {
  return {
    botToken: env.SLACK_BOT_TOKEN,
    signingSecret: env.SLACK_SIGNING_SECRET,
    // The SDK adds the method to it.
    apiUrl: env.SLACK_API_URL.replace(/\/?$/u, '/'),
  };
}
