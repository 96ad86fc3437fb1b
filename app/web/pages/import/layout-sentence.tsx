import { Checkbox, InputNumber } from 'antd';
import { Pill, Sentence, useSay } from '#lib/ui';
import { encodings } from '#loop/collect/view';
import type { Mapping, Proposal } from './column-table.tsx';
import { quotingWords, separatorWords, text } from './text.ts';

type Layout = Proposal['layout'];

export interface SentenceProps {
  readonly proposal: Proposal;
  readonly mapping: Mapping;
  readonly onMapping: (mapping: Mapping) => void;
  readonly onLayout: (layout: Partial<Layout>) => void;
}

/** How the file is written, as a sentence; every word can be changed. */
export function LayoutSentence({ proposal, mapping, onMapping, onLayout }: SentenceProps) {
  const say = useSay();
  const { layout, sheets } = proposal;
  return (
    <Sentence>
      {sheets.length > 1 && (
        <>
          <span>{say(text.sheet)}</span>
          <Pill
            label={say(text.sheet)}
            value={layout.sheet}
            options={sheets.map(({ name, rows }) => ({ value: name, label: name, count: rows }))}
            onChange={(sheet) => onLayout({ sheet })}
          />
        </>
      )}
      {layout.format === 'csv' && (
        <>
          <span>{say(text.separator)}</span>
          <Pill
            label={say(text.separator)}
            value={layout.separator}
            options={Object.entries(separatorWords).map(([value, words]) => ({ value, label: say(words) }))}
            onChange={(separator) => onLayout({ separator: separator as Layout['separator'] })}
          />
        </>
      )}
      {(layout.format === 'csv' || layout.format === 'spaces' || layout.format === 'jsonl') && (
        <>
          <span>{say(text.encoding)}</span>
          <Pill
            label={say(text.encoding)}
            value={layout.encoding}
            options={encodings.map((value) => ({ value, label: value.toUpperCase() }))}
            onChange={(encoding) => onLayout({ encoding: encoding as Layout['encoding'] })}
          />
        </>
      )}
      <Lines layout={layout} onLayout={onLayout} />
      {layout.format !== 'jsonl' && layout.format !== 'parquet' && (
        <Checkbox checked={layout.header} onChange={({ target }) => onLayout({ header: target.checked })}>
          {say(text.header)}
        </Checkbox>
      )}
      <Checkbox
        checked={mapping.decimal === 'comma'}
        onChange={({ target }) => onMapping({ ...mapping, decimal: target.checked ? 'comma' : 'point' })}
      >
        {say(text.comma)}
      </Checkbox>
    </Sentence>
  );
}

/** Quotes, and the lines above the table. */
function Lines({ layout, onLayout }: { readonly layout: Layout } & Pick<SentenceProps, 'onLayout'>) {
  const say = useSay();
  return (
    <>
      {layout.format === 'csv' && (
        <>
          <span>{say(text.quotes)}</span>
          <Pill
            label={say(text.quotes)}
            value={layout.quotes}
            options={Object.entries(quotingWords).map(([value, words]) => ({ value, label: say(words) }))}
            onChange={(quotes) => onLayout({ quotes: quotes as Layout['quotes'] })}
          />
        </>
      )}
      {layout.format !== 'jsonl' && layout.format !== 'parquet' && (
        <>
          <span>{say(text.skip)}</span>
          <InputNumber
            size="small"
            className="import-skip"
            aria-label={say(text.skip)}
            min={0}
            max={9999}
            precision={0}
            defaultValue={layout.skip}
            onBlur={({ target }) => {
              const skip = Math.min(9999, Math.max(0, Math.trunc(Number(target.value)) || 0));
              if (skip !== layout.skip) onLayout({ skip });
            }}
          />
        </>
      )}
    </>
  );
}
