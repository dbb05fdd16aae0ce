import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** A browser that a test subscribes. */
export interface TestBrowser {
  readonly subscription: {
    readonly endpoint: string;
    readonly keys: { readonly p256dh: string; readonly auth: string };
  };
  /** What arrived for it and was accepted, decrypted. */
  readonly received: readonly Readonly<Record<string, unknown>>[];
}

export interface PushStandIn {
  readonly host: string;
  /** The number of requests, accepted or not. */
  readonly requests: number;
  browser(): TestBrowser;
  /** Statuses of the next requests; 201 after them. */
  script(...statuses: number[]): void;
  close(): Promise<void>;
}

/**
 * A push service (RFC 8030) with its browsers. It verifies the signature of the sender (RFC 8292) and decrypts messages as
 * a browser does (RFC 8291, RFC 8188), with code of its own.
 */
export async function startPushStandIn(publicKey: string): Promise<PushStandIn> {
  const inboxes = new Map<
    string,
    { readonly decrypt: (body: Buffer) => string; readonly received: Record<string, unknown>[] }
  >();
  let statuses: number[] = [];
  let requests = 0;
  let host = '';
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      requests += 1;
      const inbox = inboxes.get(request.url ?? '');
      const isSigned = isSignedFor(`http://${host}`, publicKey, request.headers);
      const isWhole =
        request.headers['content-encoding'] === 'aes128gcm' && Number(request.headers['ttl']) > 0;
      const status = inbox === undefined ? 404 : !isSigned ? 403 : !isWhole ? 400 : (statuses.shift() ?? 201);
      if (status === 201) inbox?.received.push(JSON.parse(inbox.decrypt(body)) as Record<string, unknown>);
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  host = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  return {
    host,
    get requests() {
      return requests;
    },
    browser: () => {
      const path = `/push/${randomBytes(16).toString('hex')}`;
      const keys = createECDH('prime256v1');
      const [p256dh, auth] = [keys.generateKeys(), randomBytes(16)];
      const received: Record<string, unknown>[] = [];
      inboxes.set(path, { received, decrypt: (body) => decrypt(body, keys, p256dh, auth) });
      const encoded = { p256dh: p256dh.toString('base64url'), auth: auth.toString('base64url') };
      return { subscription: { endpoint: `http://${host}${path}`, keys: encoded }, received };
    },
    script: (...next) => {
      statuses = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** RFC 8291 §3.4. The body begins with salt, record size and the key of the sender (RFC 8188 §2.1). */
function decrypt(
  body: Buffer,
  receiver: ReturnType<typeof createECDH>,
  receiverKey: Buffer,
  auth: Buffer,
): string {
  const salt = body.subarray(0, 16);
  const keyEnd = 21 + body.readUInt8(20);
  const senderKey = body.subarray(21, keyEnd);
  const shared = receiver.computeSecret(senderKey);
  const derive = (secret: Buffer, salted: Buffer, info: Buffer, length: number) =>
    Buffer.from(hkdfSync('sha256', secret, salted, info, length));
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), receiverKey, senderKey]);
  const secret = derive(shared, auth, info, 32);
  const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const cipher = createDecipheriv('aes-128-gcm', key, nonce);
  cipher.setAuthTag(body.subarray(-16));
  const plain = Buffer.concat([cipher.update(body.subarray(keyEnd, -16)), cipher.final()]);
  // The last record ends with the delimiter 2 and padding.
  return plain.subarray(0, plain.lastIndexOf(2)).toString();
}

/** RFC 8292 §2: a JWT for this origin, signed with the key that the browser has subscribed with. */
function isSignedFor(
  origin: string,
  publicKey: string,
  { authorization = '' }: IncomingHttpHeaders,
): boolean {
  const [, token = '', key = ''] = /^vapid t=([^,]+), ?k=(.+)$/u.exec(authorization) ?? [];
  const [head = '', claims = '', signature = ''] = token.split('.');
  if (key !== publicKey) return false;
  const point = Buffer.from(publicKey, 'base64url');
  const jwk = {
    ...{ kty: 'EC', crv: 'P-256' },
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  };
  const verifier = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' } as const;
  const signed = Buffer.from(`${head}.${claims}`);
  if (!verify('sha256', signed, verifier, Buffer.from(signature, 'base64url'))) return false;
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<
    string,
    unknown
  >;
  return aud === origin && Number(exp) > Date.now() / 1000 && String(sub).startsWith('mailto:');
}

/** Settings of Web Push with new keys. */
export function webPushKeys() {
  const curve = createECDH('prime256v1');
  return {
    WEB_PUSH_PUBLIC_KEY: curve.generateKeys('base64url'),
    WEB_PUSH_PRIVATE_KEY: curve.getPrivateKey('base64url'),
    WEB_PUSH_CONTACT: 'mailto:it@example.org',
  };
}
