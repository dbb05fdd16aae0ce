/**
 * A part of an OpenAPI document, or what it refers to. What stands beside the reference counts more, as in OpenAPI 3.1.
 */
export function resolve(document: any, part: any): any {
  if (part?.$ref === undefined) return part;
  const { $ref, ...beside } = part;
  const steps: string[] = $ref.split('/').slice(1);
  const target = steps.reduce((at: any, step) => at[step], document);
  return { ...resolve(document, target), ...beside };
}
