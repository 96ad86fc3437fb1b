export { csvOfPeople } from './export.ts';
export { knowOperations } from './operations.ts';
export { countPeople, listPeople, PeopleQuery, type Person } from './people.ts';
export type { Happening, Profile } from './person.ts';
