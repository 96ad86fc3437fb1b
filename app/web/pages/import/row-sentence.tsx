import { Checkbox, Input } from 'antd';
import { Pill, Sentence, useSay } from '#lib/ui';
import type { Mapping, Proposal } from './column-table.tsx';
import { separatorWords, text } from './text.ts';

type Layout = Proposal['layout'];

interface Props {
  readonly proposal: Proposal;
  readonly mapping: Mapping;
  readonly onMapping: (mapping: Mapping) => void;
  readonly onLayout: (layout: Partial<Layout>) => void;
}

/** What a row is, and how the file is written, as sentences. */
export function RowSentence({ proposal, mapping, onMapping, onLayout }: Props) {
  const say = useSay();
  const { layout, sheets } = proposal;
  const named = mapping.columns.find(({ role }) => role === 'event');
  const zones = [...new Set([mapping.timeZone, ...commonZones])].map((value) => ({ value, label: value }));
  return (
    <div className="import-sentences">
      <Sentence>
        <span>{say(text.eachRow)}</span>
        {named ? (
          <strong>{`${say(text.namedBy)} ${named.column}`}</strong>
        ) : mapping.event === null ? (
          <strong>{say(text.onlyPeople)}</strong>
        ) : (
          <>
            <span>{say(text.oneEvent)}</span>
            <Input
              size="small"
              className="import-event"
              aria-label={say(text.eventName)}
              key={proposal.file.id}
              defaultValue={mapping.event}
              maxLength={200}
              onBlur={({ target }) => onMapping({ ...mapping, event: target.value.trim() || mapping.event })}
            />
          </>
        )}
        <span>{say(text.zone)}</span>
        <Pill
          label={say(text.zone)}
          value={mapping.timeZone}
          options={zones}
          onChange={(timeZone) => onMapping({ ...mapping, timeZone })}
        />
        {mapping.amount && (
          <span>{`${say(text.product)} ${mapping.amount.quantity} × ${mapping.amount.price}`}</span>
        )}
      </Sentence>
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
              options={['utf-8', 'gbk', 'utf-16le', 'utf-16be'].map((value) => ({
                value,
                label: value.toUpperCase(),
              }))}
              onChange={(encoding) => onLayout({ encoding: encoding as Layout['encoding'] })}
            />
          </>
        )}
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
    </div>
  );
}

const commonZones = [
  'Asia/Shanghai',
  'Asia/Hong_Kong',
  'Asia/Singapore',
  'Asia/Tokyo',
  'UTC',
  'Europe/London',
  'Europe/Berlin',
  'America/New_York',
  'America/Los_Angeles',
];
