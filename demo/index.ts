export type { ChannelTruth } from './channel-truth.ts';
export type { CostRow } from './costs.ts';
export { eventsCsv, ordersCsv } from './csv.ts';
export type { Message } from './message.ts';
export { names, valueNames } from './names.ts';
export type { DemoOptions } from './options.ts';
export type { DemoPerson, PersonTruth } from './person.ts';
export { simulate, simulatePerson } from './simulate.ts';
export { type CompanyTruth, simulateTruth } from './truth.ts';
