import { Avatar } from '#lib/ui';
import type { Output } from '../api/api.ts';
import './people.css';

export type Person = Output<'person/list'>['people'][number];

/** A person as a line begins: letters on a colour, the name, and the id behind it. */
export function PersonCell({
  person,
  name,
}: {
  person: Pick<Person, 'person' | 'id'>;
  name: string | undefined;
}) {
  const { id } = person;
  return (
    <span className="person-cell" title={name === undefined ? id : `${name} · ${id}`}>
      <Avatar name={name ?? id} seed={person.person} size={26} />
      <span className="ui-ellipsis">{name ?? id}</span>
      {name !== undefined && <span className="ui-muted ui-ellipsis person-cell-id">{id}</span>}
    </span>
  );
}
