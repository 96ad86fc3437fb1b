import { Checkbox, Input } from 'antd';
import { Pill, Sentence, useSay } from '#lib/ui';
import { sameKeyWords } from '#loop/collect/view';
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
  const key = mapping.columns.filter(({ role }) => role === 'key').map(({ column }) => column);
  const sameKey = say(text.rowsOf).replace('{key}', key.join(' + '));
  const product = proposal.mapping.amount;
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
      </Sentence>
      {key.length > 0 && (
        <Sentence>
          <span>{sameKey}</span>
          <Pill
            label={sameKey}
            value={mapping.sameKey ?? 'repeat'}
            options={Object.entries(sameKeyWords).map(([value, words]) => ({ value, label: say(words) }))}
            onChange={(how) => onMapping({ ...mapping, sameKey: how as Mapping['sameKey'] })}
          />
        </Sentence>
      )}
      {product && (
        <Checkbox
          checked={mapping.amount !== undefined}
          onChange={({ target }) => onMapping(withProduct(mapping, target.checked ? product : undefined))}
        >
          {`${say(text.product)} ${product.quantity} × ${product.price}`}
        </Checkbox>
      )}
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

/** A product of two columns takes the place of the column that has the amount. */
function withProduct(mapping: Mapping, amount: Mapping['amount']): Mapping {
  const columns = mapping.columns.map((column) =>
    amount && column.role === 'amount' ? { ...column, role: 'property' as const } : column,
  );
  return { ...mapping, columns, amount };
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
