import { MAX_TEXT, type FileText } from '../../domain/files/analysis.js';
import type { ReadableFile } from '../../ports/files/file-reader.js';
import { kindOf } from './kind.js';
import { textOfXml } from './xml-text.js';
import { zipEntries, ZipFault } from './zip-entries.js';

/** The parts with text: of Word, Excel, PowerPoint, and of all OpenDocument files. */
const TEXT_PARTS =
  /^(?:word\/(?:document|footnotes|comments)\.xml|xl\/(?:sharedStrings|worksheets\/sheet\d+)\.xml|ppt\/(?:slides\/slide|notesSlides\/notesSlide)\d+\.xml|content\.xml)$/u;

/** Text of a document, table or presentation, by its XML. Formulas, macros and pictures are not read. */
export async function readOffice({
  type,
  content,
}: Pick<ReadableFile, 'type' | 'content'>): Promise<FileText> {
  const parts: string[] = [];
  let length = 0;
  let count = 0;
  const found = (fault: FileText['fault']): FileText => ({
    kind: kindOf(type),
    text: parts.join('\n'),
    metadata: { parts: count },
    fault,
  });
  try {
    for await (const { name, bytes } of zipEntries(content, (entry) => TEXT_PARTS.test(entry))) {
      const text = textOfXml(bytes.toString('utf8'), name);
      parts.push(text);
      count += 1;
      length += text.length;
      if (length > MAX_TEXT) break;
    }
    return found(count === 0 ? 'broken' : null);
  } catch (error) {
    if (error instanceof ZipFault) return found(error.fault);
    throw error;
  }
}
