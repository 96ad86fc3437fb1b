import type { Words } from '#lib/core';
import { useSay } from '#lib/ui';
import { text } from './text.ts';

interface Props {
  readonly of: readonly {
    readonly field: Words;
    readonly before: Words | null;
    readonly after: Words | null;
  }[];
}

/** Which part is different: as it was, and as it is. */
export function Difference({ of }: Props) {
  const say = useSay();
  return (
    <dl className="definitions-difference">
      {of.map(({ field, before, after }) => (
        <div key={field.en}>
          <dt>{say(field)}</dt>
          <dd>
            <del>{say(before ?? text.none)}</del>
            <span aria-hidden> → </span>
            <ins>{say(after ?? text.none)}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
