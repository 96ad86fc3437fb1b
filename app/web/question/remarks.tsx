import type { Words } from '#lib/core';
import { useSay } from '#lib/ui';
import './remarks.css';

/** What must be known to read an answer's headline right, below it. */
export function Remarks({ of }: { of: readonly Words[] }) {
  const say = useSay();
  if (of.length === 0) return null;
  return (
    <ul className="ask-remarks">
      {of.map((remark) => (
        <li key={remark.en}>{say(remark)}</li>
      ))}
    </ul>
  );
}
