import { getDocumentProxy } from 'unpdf';
import { MAX_TEXT, type FileText } from '../../domain/files/analysis.js';
import type { ReadableFile } from '../../ports/files/file-reader.js';

/** Later pages of a long document say little about a ticket. */
const MAX_PAGES = 100;

/** Text of a PDF. Pages that are pictures have none. */
export async function readPdf({ content }: Pick<ReadableFile, 'content'>): Promise<FileText> {
  const found = { kind: 'document', text: '', metadata: {} } as const;
  try {
    const pdf = await getDocumentProxy(new Uint8Array(content), { isEvalSupported: false });
    const pages: string[] = [];
    let length = 0;
    for (let number = 1; number <= Math.min(pdf.numPages, MAX_PAGES) && length < MAX_TEXT; number += 1) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      const text = items
        .map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : ''))
        .join('');
      page.cleanup();
      pages.push(text);
      length += text.length;
    }
    const metadata = { pages: pdf.numPages };
    const fault = pdf.numPages > MAX_PAGES ? 'too_many_pages' : null;
    return { ...found, text: pages.join('\n\n'), metadata, fault };
  } catch (error) {
    const isEncrypted = error instanceof Error && error.name === 'PasswordException';
    return { ...found, fault: isEncrypted ? 'encrypted' : 'broken' };
  }
}
