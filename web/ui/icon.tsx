import { iconPaths } from './icon-paths.js';
import styles from './icon.module.css';

export type IconName = keyof typeof iconPaths;

/** A picture beside words. It says nothing to screen readers: the words do. */
export function Icon({ name, className = '' }: { readonly name: IconName; readonly className?: string }) {
  return (
    <svg className={`${styles['icon'] ?? ''} ${className}`} viewBox="0 0 16 16" aria-hidden="true">
      {iconPaths[name].map((path) => (
        <path key={path.d} d={path.d} className={'kind' in path ? styles[path.kind] : undefined} />
      ))}
    </svg>
  );
}
