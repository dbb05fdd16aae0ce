import DOMPurify from 'dompurify';
import MarkdownIt from 'markdown-it';
import { useMemo } from 'react';
import styles from './markdown.module.css';

/** Written HTML shows as text. Images of other hosts would tell them who reads. */
const markdown = new MarkdownIt({ html: false, linkify: false, breaks: true }).disable('image');

const ALLOWED = {
  ALLOWED_TAGS: [
    'p',
    'br',
    'strong',
    'em',
    's',
    'code',
    'pre',
    'blockquote',
    'ul',
    'ol',
    'li',
    'a',
    'hr',
    'h1',
    'h2',
    'h3',
    'h4',
    'table',
    'thead',
    'tbody',
    'tr',
    'th',
    'td',
  ],
  ALLOWED_ATTR: ['href', 'start'],
  ALLOWED_URI_REGEXP: /^(?:https?|mailto|tel):/iu,
  RETURN_TRUSTED_TYPE: true,
} as const;

DOMPurify.addHook('afterSanitizeAttributes', (node) => {
  if (node.tagName !== 'A') return;
  node.setAttribute('target', '_blank');
  node.setAttribute('rel', 'noopener noreferrer nofollow');
});

function sanitise(dirty: string): string {
  const html = DOMPurify.sanitize(dirty, {
    ...ALLOWED,
    ALLOWED_TAGS: [...ALLOWED.ALLOWED_TAGS],
    ALLOWED_ATTR: [...ALLOWED.ALLOWED_ATTR],
  });
  // React hands a `TrustedHTML` on as it is.
  return html as unknown as string;
}

/** Shows Markdown of people. DOMPurify makes the only HTML that Trusted Types let into the page. */
export function Markdown({ text }: { readonly text: string }) {
  return <Html html={useMemo(() => markdown.render(text), [text])} />;
}

/** Shows HTML of the server, after DOMPurify. */
export function Html({ html }: { readonly html: string }) {
  const clean = useMemo(() => sanitise(html), [html]);
  return (
    <div
      className={styles['markdown']}
      dir="auto"
      // oxlint-disable-next-line eslint-js/no-restricted-syntax -- the one place that makes HTML of text
      dangerouslySetInnerHTML={{ __html: clean }}
    />
  );
}
