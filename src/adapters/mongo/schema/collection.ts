import type { Connection, Model, Schema, mongo } from 'mongoose';

/**
 * One collection, through mongoose (reads with query casting) and the driver (writes, without its overhead).
 */
export interface Room<T extends { readonly _id: string }> {
  readonly model: Model<T>;
  readonly collection: mongo.Collection<T>;
}

/** The collection `name` in the database of the connection. */
export function define<T extends { readonly _id: string }>(
  connection: Connection,
  name: string,
  schema: Schema,
): Room<T> {
  return {
    model: connection.model<T>(name, schema as unknown as Schema<T>, name),
    collection: connection.getClient().db(connection.name).collection<T>(name),
  };
}
