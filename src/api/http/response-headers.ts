import type { Headers } from './openapi-types.js';

/** What answers say of limits, where limits are not lifted: components of the document. */
export const LIMIT_HEADERS = {
  RateLimit: {
    description: 'The requests left in each limit (`r`), and the seconds until the limit resets (`t`).',
    schema: { type: 'string' },
    example: '"account";r=1199;t=42, "address";r=2999;t=42',
  },
  'RateLimit-Policy': {
    description:
      'The limits that count this request: the maximum number of requests (`q`) in a window of seconds (`w`).',
    schema: { type: 'string' },
    example: '"account";q=1200;w=60, "address";q=3000;w=60',
  },
} as const;

const LIMIT_HEADER_REFERENCES: Headers = Object.fromEntries(
  Object.keys(LIMIT_HEADERS).map((name) => [name, { $ref: `#/components/headers/${name}` }]),
);

/** Headers that always come with an answer, by what they mean, and those of limits. */
export function headersOf(named: Readonly<Record<string, string>>, withLimits: boolean): Headers {
  const always = Object.entries(named).map(([name, description]): [string, Headers[string]] => [
    name,
    { description, required: true, schema: { type: 'string' } },
  ]);
  return { ...Object.fromEntries(always), ...(withLimits ? LIMIT_HEADER_REFERENCES : {}) };
}
