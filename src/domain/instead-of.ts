/** Returns `target` with some of its methods replaced. All others run on the original. */
export function insteadOf<T extends object>(target: T, methods: Partial<T>): T {
  return new Proxy(target, {
    get: (object, key, receiver): unknown => Reflect.get(key in methods ? methods : object, key, receiver),
  });
}
