import { DomainError } from '../../domain/errors.js';
import type { BoundedChild } from './bounded-child.js';

/**
 * The processes of one kind that a worker has started, and those of them that wait for the next piece of work.
 * An idle process costs less than starting one.
 */
export class ChildPool<C extends BoundedChild> {
  private readonly children = new Set<C>();
  private readonly idle: { readonly child: C; readonly timer: NodeJS.Timeout }[] = [];
  private isClosed = false;

  /** @param idleMs an idle process ends after this time, in milliseconds */
  constructor(private readonly idleMs: number) {}

  /** The one that was used last: the others are ended when they have been idle for long. Null for none. */
  takeIdle(): C | null {
    for (let last = this.idle.pop(); last !== undefined; last = this.idle.pop()) {
      clearTimeout(last.timer);
      if (last.child.isAlive) return last.child;
    }
    return null;
  }

  /** Starts a process. @throws DomainError `unavailable` */
  async start(create: () => C): Promise<C> {
    this.throwIfClosed();
    const child = create();
    this.children.add(child);
    void child.exited.then(() => this.children.delete(child));
    await child.ready();
    return child;
  }

  /** Keeps a process for the next piece of work if it is fit for it, and ends it otherwise. */
  giveBack(child: C, isFit: boolean): void {
    if (!isFit || !child.isAlive || this.isClosed) {
      child.kill();
      return;
    }
    const end = () => {
      this.idle.splice(this.idle.indexOf(idle), 1);
      child.kill();
    };
    const idle = { child, timer: setTimeout(end, this.idleMs).unref() };
    this.idle.push(idle);
  }

  /** @throws DomainError `unavailable` */
  throwIfClosed(): void {
    if (this.isClosed) throw new DomainError('unavailable', 'This worker is stopping.');
  }

  /** Ends all processes, also those that work. */
  async close(): Promise<void> {
    this.isClosed = true;
    for (const { timer } of this.idle) clearTimeout(timer);
    for (const child of this.children) child.kill();
    await Promise.all([...this.children].map(({ exited }) => exited));
  }
}
