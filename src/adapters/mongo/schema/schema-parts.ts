import { Schema } from 'mongoose';

/** For every schema: no unnamed field can be written or queried. */
export const options = { versionKey: false, minimize: false, strict: true, strictQuery: 'throw' } as const;
export const person = new Schema({ id: String, name: String }, { _id: false });
export const anything = Schema.Types.Mixed;

/** For an index: documents are deleted when the instant in its field has passed. */
export const EXPIRES = { expireAfterSeconds: 0 } as const;
