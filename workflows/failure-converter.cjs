const { DefaultFailureConverter } = require('@temporalio/common');

/*
 * Puts messages and stacks of failures into payloads, so that they are encrypted like all others. CommonJS, because the SDK
 * `require`s it by path, for the workflows' bundle and for activities and clients.
 */
module.exports = { failureConverter: new DefaultFailureConverter({ encodeCommonAttributes: true }) };
