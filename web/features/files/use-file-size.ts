import { useFormat, useSay } from '../../texts/use-texts.js';

const KB = 1024;

/** Writes a size in KB or MB. */
export function useFileSize(): (bytes: number) => string {
  const say = useSay();
  const format = useFormat();
  return (bytes) =>
    bytes < KB * KB
      ? say('files.kilobytes', { size: format.number(Math.max(1, Math.round(bytes / KB))) })
      : say('files.megabytes', { size: format.number(Math.round((bytes / KB / KB) * 10) / 10) });
}
