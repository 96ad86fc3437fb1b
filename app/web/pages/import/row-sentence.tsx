import { Checkbox, Input } from 'antd';
import { Pill, Sentence, useSay } from '#lib/ui';
import { sameKeyWords } from '#loop/collect/view';
import type { Mapping } from './column-table.tsx';
import { LayoutSentence, type SentenceProps as Props } from './layout-sentence.tsx';
import { text } from './text.ts';

/** What a row is, and how the file is written, as sentences. */
export function RowSentence({ proposal, mapping, onMapping, onLayout }: Props) {
  const say = useSay();
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
      {proposal.mapping.clock !== undefined && (
        <Checkbox
          checked={mapping.clock !== undefined}
          onChange={({ target }) =>
            onMapping({ ...mapping, clock: target.checked ? proposal.mapping.clock : undefined })
          }
        >
          {`${say(text.clock)} ${proposal.mapping.clock}`}
        </Checkbox>
      )}
      {product && (
        <Checkbox
          checked={mapping.amount !== undefined}
          onChange={({ target }) => onMapping(withProduct(mapping, target.checked ? product : undefined))}
        >
          {`${say(text.product)} ${product.quantity} × ${product.price}`}
        </Checkbox>
      )}
      <LayoutSentence proposal={proposal} mapping={mapping} onMapping={onMapping} onLayout={onLayout} />
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
