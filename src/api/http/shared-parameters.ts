import type { Components, OpenApiDocument, Parameter, PathItem } from './openapi-types.js';

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

/** For `meta` of a parameter that several operations have: the document describes it once, under this name. */
export function parameterName(name: string) {
  return { param: { 'x-component': name } };
}

/** Moves the parameters with a {@link parameterName} into components. @throws Error for two that share a name. */
export function shareParameters(document: OpenApiDocument): OpenApiDocument {
  const parameters: NonNullable<Components['parameters']> = {};
  const share = (parameter: Parameter): Parameter => {
    if ('$ref' in parameter) return parameter;
    const name: unknown = parameter['x-component'];
    if (typeof name !== 'string') return parameter;
    const rest = { ...parameter };
    delete rest['x-component'];
    const known = (parameters[name] ??= rest);
    if (JSON.stringify(known) !== JSON.stringify(rest)) throw new Error(`Two parameters are named ${name}.`);
    return { $ref: `#/components/parameters/${name}` };
  };
  const shareAll = (items: Readonly<Record<string, PathItem>>) =>
    Object.fromEntries(
      Object.entries(items).map(([path, item]): [string, PathItem] => [path, shareIn(item, share)]),
    );
  return {
    ...document,
    paths: shareAll(document.paths ?? {}),
    ...(document.webhooks === undefined ? {} : { webhooks: shareAll(document.webhooks) }),
    components: { ...document.components, parameters },
  };
}

function shareIn(item: PathItem, share: (parameter: Parameter) => Parameter): PathItem {
  const operations = METHODS.flatMap((method) => {
    const operation = item[method];
    if (operation?.parameters === undefined) return [];
    return [[method, { ...operation, parameters: operation.parameters.map(share) }] as const];
  });
  return { ...item, ...Object.fromEntries(operations) };
}
