import type { Repositories } from '../../ports/repositories.js';
import type { Tracer } from '../../ports/operations/tracer.js';

/**
 * Wraps repositories with spans for their use within traced work: a transaction, a read.
 * Polling has no span. Single driver commands have none, because that would require patching its modules.
 */
export function tracedRepositories(repositories: Repositories, tracer: Tracer): Repositories {
  if (!tracer.isOn) return repositories;
  const traced = Object.entries(repositories).map(([name, repository]: [string, object]) => [
    name,
    tracedRepository(name, repository, tracer),
  ]);
  return Object.fromEntries(traced) as Repositories;
}

function tracedRepository<T extends object>(name: string, repository: T, tracer: Tracer): T {
  return new Proxy(repository, {
    get(target, key, receiver) {
      const member: unknown = Reflect.get(target, key, receiver);
      if (typeof member !== 'function' || typeof key === 'symbol') return member;
      const operation = `${name}.${key}`;
      const facts = { 'db.system.name': 'mongodb', 'db.operation.name': operation };
      return async (...args: unknown[]): Promise<unknown> => {
        const run = async (): Promise<unknown> => Reflect.apply(member, target, args) as Promise<unknown>;
        if (tracer.here() === undefined) return run();
        return tracer.span({ name: `mongodb ${operation}`, kind: 'client', facts }, run);
      };
    },
  });
}
