import { z } from 'zod';

type JsonSchema = z.core.JSONSchema.JSONSchema;

/** A schema that the structured output of OpenAI, Anthropic and Google accepts. */
export type StrictSchema = Readonly<Record<string, unknown>>;

/**
 * Converts a zod schema to the subset of JSON Schema that all vendors support in strict mode: type, enum, anyOf, items,
 * properties and description, with every property required and no others allowed. Limits are left out: the
 * descriptions state them, and the answer is checked against the zod schema anyway. The helpers of the SDKs do not
 * serve here, because they fail on schemas that transform what they read.
 * @throws Error for a schema beyond that subset (tuples, records).
 */
export function strictSchema(schema: z.ZodType): StrictSchema {
  return reduce(z.toJSONSchema(schema, { io: 'input' }));
}

function reduce(node: JsonSchema): StrictSchema {
  const description = node.description === undefined ? {} : { description: node.description };
  if (node.anyOf !== undefined)
    return { anyOf: node.anyOf.map((option) => reduce(plain(option))), ...description };
  switch (node.type) {
    case 'string':
      return { type: 'string', ...(node.enum === undefined ? {} : { enum: node.enum }), ...description };
    case 'number':
    case 'integer':
    case 'boolean':
    case 'null':
      return { type: node.type, ...description };
    case 'array':
      return { type: 'array', items: reduce(plain(node.items)), ...description };
    case 'object': {
      const properties = Object.entries(node.properties ?? {}).map(
        ([name, property]) => [name, reduce(plain(property))] as const,
      );
      return {
        type: 'object',
        properties: Object.fromEntries(properties),
        required: properties.map(([name]) => name),
        additionalProperties: false,
        ...description,
      };
    }
    default:
      throw new Error(`Strict schemas do not support ${JSON.stringify(node.type ?? Object.keys(node))}`);
  }
}

function plain(node: JsonSchema['items']): JsonSchema {
  if (node === undefined || typeof node === 'boolean' || Array.isArray(node)) {
    throw new Error('Strict schemas do not support untyped values');
  }
  return node;
}

/** Describes the answer in words, for servers that do not support structured output. */
export function inInstructions(instructions: string, schema: StrictSchema): string {
  return `${instructions}\n\nAnswer with one JSON object and nothing else. It fits this JSON Schema:\n${JSON.stringify(schema)}`;
}
