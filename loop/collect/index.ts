export type { ListedEvent, ListedProperty, Name } from './catalogue.ts';
export { Collect, type CollectOptions } from './collect.ts';
export { keepPairs, parseExactBytes } from './exact-json.ts';
export {
  batchMissing,
  batchTooLarge,
  malformedGzip,
  malformedJson,
  messageRejected,
  unknownWriteKey,
} from './faults.ts';
export {
  Files,
  type FilesOptions,
  fileControls,
  fileOperations,
  type Layout,
  type MappedColumn,
  type Mapping,
  type MomentForm,
} from './files/index.ts';
export type { LiveItem } from './live.ts';
export { collectMigrations } from './migrations.ts';
export { collectOperations } from './operations.ts';
export { promote } from './promotion.ts';
export { promoteSoon, promotionJobs } from './promotion-jobs.ts';
export { isObject, type Json, type JsonObject } from './properties.ts';
export { type MessageType, messageTypes } from './protocols/segment.ts';
export { type Reason, reasons } from './reason.ts';
export type { Arriving, Receipt } from './receiver.ts';
export { MAX_MESSAGE } from './validate.ts';
