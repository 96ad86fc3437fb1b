export { exportKinds, peopleAs } from './export.ts';
export { knowOperations } from './operations.ts';
export { countPeople, listPeople, PeopleQuery } from './people.ts';
export { peoplePage } from './shapes.ts';
