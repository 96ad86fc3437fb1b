export { materializedJobs } from './materialized/jobs.ts';
export { materialize } from './materialized/materialize.ts';
export { BY_EVENT_COLUMNS, BY_EVENT_ORDER } from './materialized/order-by-event.ts';
export { Catalogue } from './names/catalogue.ts';
export { nameUnlessNamed, type OwnName } from './names/table.ts';
export { catalogueOperations } from './operations.ts';
