import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { type Column, DataTable, type Order } from '#lib/ui';
import type { Catalogue } from '#loop/condition';
import type { Face } from '#loop/know/view';
import { useFaceColumns } from './face-columns.tsx';
import type { Person } from './person-cell.tsx';

interface Props {
  readonly people: readonly Person[];
  readonly face: Face;
  readonly catalogue: Catalogue;
  readonly label: string;
  /** Stand behind those that show who somebody is. */
  readonly columns?: readonly Column<Person>[];
  readonly maxHeight?: number;
  readonly toolbar?: ReactNode;
  readonly empty?: ReactNode;
  readonly order?: Order;
  readonly onOrder?: (order: Order | undefined) => void;
  /** Called when the last ones come into sight, to fetch more. */
  readonly onEnd?: () => void;
}

/** People with their faces; a row leads to the person's page. */
export function PeopleTable({ people, face, catalogue, columns = [], ...rest }: Props) {
  const [, go] = useLocation();
  const faces = useFaceColumns(face, catalogue);
  return (
    <DataTable
      {...rest}
      rows={people}
      rowKey={({ person }) => person}
      onRow={({ person }) => go(`/people/${person}`)}
      columns={[...faces, ...columns]}
    />
  );
}
