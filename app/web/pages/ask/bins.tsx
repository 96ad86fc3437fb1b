import { type ReactNode, useEffect, useState } from 'react';
import { Pill, useSay } from '#lib/ui';
import type { Draft } from '#loop/ask/view';
import type { Owner } from '#loop/condition';
import { call } from '../../api/api.ts';
import { text } from './text.ts';

interface Props {
  readonly of: Owner;
  readonly property: string;
  readonly edges: readonly number[] | undefined;
  readonly question: Draft;
  /** Without edges each value is a group. */
  readonly onChange: (edges: readonly number[] | undefined) => void;
}

/** How a number may be cut without giving edges. */
const suggestions = [
  { way: 'round', bins: 5 },
  { way: 'round', bins: 10 },
  { way: 'equal', bins: 4 },
  { way: 'equal', bins: 10 },
] as const;

/** Whether each number is a group or bins of them, and where bins begin. */
export function Bins({ of, property, edges, question, onChange }: Props): ReactNode {
  const say = useSay();
  const [none, setNone] = useState(false);
  const suggest = async ({ way, bins }: (typeof suggestions)[number]) => {
    // what it is broken down by is just being chosen
    const { by: _, ...plain } = question;
    const found = await call('ask/edges', { question: plain, of, property, way, bins });
    setNone(found.edges.length === 0);
    if (found.edges.length > 0) onChange(found.edges);
  };
  return (
    <>
      <Pill
        value={edges ? 'bins' : 'values'}
        options={[
          { value: 'values', label: say(text.eachValue) },
          { value: 'bins', label: say(text.inBins) },
        ]}
        label={say(text.valuesOrBins)}
        onChange={(next) =>
          next === 'values' ? onChange(undefined) : void suggest(suggestions[0]).catch(() => onChange([0]))
        }
      />
      {none && <span className="ui-muted">{say(text.noNumbers)}</span>}
      {edges && (
        <>
          <Edges edges={edges} onChange={onChange} />
          <Pill
            value={undefined}
            placeholder={say(text.suggest)}
            options={suggestions.map(({ way, bins }, i) => ({
              value: String(i),
              label: `${say(text[way])} × ${bins}`,
            }))}
            label={say(text.suggest)}
            onChange={(next) => void suggest(suggestions[Number(next)]!).catch(() => undefined)}
          />
        </>
      )}
    </>
  );
}

/** The numbers in a typed list, null where it is none of rising numbers. */
export function typedEdges(typed: string): number[] | null {
  const parts = typed
    .normalize('NFKC')
    .split(/[,、;\s]+/)
    .filter(Boolean);
  const numbers = parts.map(Number);
  const rising = numbers.every((one, i) => Number.isFinite(one) && (i === 0 || numbers[i - 1]! < one));
  return numbers.length > 0 && numbers.length <= 30 && rising ? numbers : null;
}

function Edges({ edges, onChange }: { edges: readonly number[]; onChange: (edges: number[]) => void }) {
  const say = useSay();
  const written = edges.join(', ');
  const [draft, setDraft] = useState(written);
  useEffect(() => setDraft(written), [written]);
  const found = typedEdges(draft);
  const settle = () => {
    if (found && found.join(', ') !== written) onChange(found);
  };
  return (
    <>
      <input
        className="ui-input ask-edges"
        aria-label={say(text.edges)}
        aria-invalid={found === null}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={settle}
        onKeyDown={(event) => event.key === 'Enter' && settle()}
      />
      {found === null && <span className="ui-muted">{say(text.edgesWrong)}</span>}
    </>
  );
}
