import { formatFull } from '#lib/ui';

/** A number of rows, to the last one: here nobody wants it rounded. */
export function Count({ name, value }: { name: string; value: number }) {
  return (
    <div className="import-count">
      <span className="ui-muted">{name}</span>
      <strong>{formatFull(value)}</strong>
    </div>
  );
}
