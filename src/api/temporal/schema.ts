import { z } from 'zod';

/** More than any event of a history holds. */
const MAX_PAYLOADS = 1000;

const payload = z.looseObject({
  metadata: z.record(z.string(), z.base64()).optional(),
  data: z.base64().optional(),
});

/** Temporal's protocol of remote codecs: the JSON form of `temporal.api.common.v1.Payloads`. */
export const payloadsSchema = z.object({ payloads: z.array(payload).max(MAX_PAYLOADS) }).meta({
  id: 'TemporalPayloads',
  description:
    'Payloads in the JSON format of Temporal. `data` and the values of `metadata` are bytes in base64.',
  example: { payloads: [{ metadata: { encoding: 'anNvbi9wbGFpbg==' }, data: 'eyJ0aWNrZXQiOjF9' }] },
});
