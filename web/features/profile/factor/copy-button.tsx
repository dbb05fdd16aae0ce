import { useState } from 'react';
import { Button } from '../../../ui/button.js';
import { useFactorSay } from './texts/texts.js';

/** Browsers give pages the clipboard on secure origins only. */
export function CopyButton({ label, text }: { readonly label: string; readonly text: string }) {
  const t = useFactorSay();
  const [isCopied, setCopied] = useState(false);
  if (!isSecureContext) return null;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // The browser asked, and the person said no. The text can be selected.
      setCopied(false);
    }
  };
  return (
    <>
      <Button icon="clip" onClick={() => void copy()}>
        {label}
      </Button>
      <span role="status">{isCopied ? t('factor.copied') : null}</span>
    </>
  );
}
