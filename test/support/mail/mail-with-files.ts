interface File {
  readonly name: string;
  readonly type?: string;
  readonly content: Uint8Array;
  readonly disposition?: string;
}

let count = 0;

/** A mail with files, as it goes over the wire. */
export function mailWithFiles(
  from: string,
  to: string,
  text: string,
  files: readonly File[],
  headers: readonly string[] = [],
): Buffer {
  count += 1;
  const parts = files.map(
    ({ name, type = 'application/octet-stream', content, disposition = 'attachment' }) =>
      [
        `Content-Type: ${type}`,
        `Content-Disposition: ${disposition}; filename="${name}"`,
        ...(type.startsWith('message/')
          ? ['', Buffer.from(content).toString('latin1')]
          : [
              'Content-Transfer-Encoding: base64',
              '',
              Buffer.from(content).toString('base64').replaceAll(/.{76}/gu, '$&\r\n'),
            ]),
      ].join('\r\n'),
  );
  const all = [['Content-Type: text/plain; charset=utf-8', '', text].join('\r\n'), ...parts];
  return Buffer.from(
    [
      ...headers,
      `From: ${from}`,
      `To: ${to}`,
      'Subject: With files',
      `Message-ID: <with-files-${count}@example.org>`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="outer"',
      '',
      ...all.map((part) => `--outer\r\n${part}`),
      '--outer--',
      '',
    ].join('\r\n'),
    'latin1',
  );
}
