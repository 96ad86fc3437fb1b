export { inFull, readInFull } from './in-full.ts';
export type { Call, Given, Operation, Sent } from './operation.ts';
export { Download, file, nothing, ReadyJson } from './output.ts';
export { type PublicRequest, publicRequest } from './public-request.ts';
export { moment, table, words } from './shapes.ts';
