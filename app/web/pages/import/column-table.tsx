import { Input } from 'antd';
import type { Words } from '#lib/core';
import { type Option, Pill, useSay } from '#lib/ui';
import { formWords, gatherWords, roleWords, valueTypeWords } from '#loop/collect/view';
import type { Output } from '../../api/api.ts';
import { text } from './text.ts';

export type Proposal = Output<'file/propose'>;
export type Mapping = Proposal['mapping'];
type Column = Mapping['columns'][number];

interface Props {
  readonly proposal: Proposal;
  readonly mapping: Mapping;
  readonly onChange: (mapping: Mapping) => void;
}

/** Only one column can be each of these: choosing another makes the former a property. */
const single: readonly Column['role'][] = ['person', 'device', 'time', 'event', 'amount'];

/** What each column of the file is; every word can be changed. */
export function WarehouseTable({ proposal, mapping, onChange }: Props) {
  const say = useSay();
  const at = mapping.columns.map(({ column }) => column);
  const change = (column: string, next: Partial<Column>) =>
    onChange({
      ...mapping,
      columns: mapping.columns.map((each) => {
        if (each.column === column) return { ...each, ...formFor(proposal, column, next), ...next };
        const gone = next.role !== undefined && single.includes(next.role) && each.role === next.role;
        return gone ? { ...each, role: 'property' as const } : each;
      }),
      event: eventAfter(mapping, column, next),
      amount: next.role === 'amount' ? undefined : mapping.amount,
    });
  return (
    <div className="import-columns">
      <table>
        <thead>
          <tr>
            <th scope="col">{say(text.column)}</th>
            <th scope="col">{say(text.values)}</th>
            <th scope="col">{say(text.role)}</th>
            <th scope="col">{say(text.type)}</th>
            <th scope="col">{say(text.name)}</th>
          </tr>
        </thead>
        <tbody>
          {mapping.columns.map((column) => (
            <tr key={column.column} className={column.role === 'ignore' ? 'import-ignored' : undefined}>
              <th scope="row">{column.column}</th>
              <td className="import-values">
                {examples(proposal, at.indexOf(column.column)).map((value) => (
                  <span key={value} title={value}>
                    {value}
                  </span>
                ))}
              </td>
              <td>
                <Pill
                  label={`${column.column}: ${say(text.role)}`}
                  value={column.role}
                  options={options(roleWords, say)}
                  onChange={(role) => change(column.column, { role: role as Column['role'] })}
                />
              </td>
              <td>
                <Kind
                  column={column}
                  ambiguous={proposal.ambiguous.includes(column.column)}
                  lines={mapping.sameKey === 'lines' && mapping.columns.some(({ role }) => role === 'key')}
                  onChange={(next) => change(column.column, next)}
                />
              </td>
              <td>
                <Name column={column} onChange={(name) => change(column.column, { name })} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The first values that differ. */
function examples({ rows }: Proposal, at: number): string[] {
  const values = new Set(rows.map((row) => row[at] ?? '').filter((value) => value !== ''));
  return values.size === 0 ? ['–'] : [...values].slice(0, 3);
}

/** A column that names the events takes the place of the fixed name, and gives it back. */
function eventAfter(mapping: Mapping, column: string, { role }: Partial<Column>): string | null {
  if (role === 'event') return null;
  const named = mapping.columns.find((each) => each.role === 'event');
  if (role !== undefined && named?.column === column) return 'event';
  return mapping.event;
}

/** A column that becomes the time is read as it seems to be written. */
function formFor({ profiles }: Proposal, column: string, { role, form }: Partial<Column>): Partial<Column> {
  if (role !== 'time' || form !== undefined) return {};
  const profile = profiles.find((each) => each.column === column);
  const seems = profile?.forms[0] ?? profile?.mostForms[0];
  return seems ? { form: seems } : {};
}

interface KindProps {
  readonly column: Column;
  readonly ambiguous: boolean;
  /** Whether rows of one key become one event. */
  readonly lines: boolean;
  readonly onChange: (next: Partial<Column>) => void;
}

/** The type of a property, and how a time is written. */
function Kind({ column, ambiguous, lines, onChange }: KindProps) {
  const say = useSay();
  const isTime = column.role === 'time' || (carries(column) && column.type === 'time');
  return (
    <>
      {carries(column) && (
        <Pill
          label={`${column.column}: ${say(text.type)}`}
          value={column.type}
          options={options(valueTypeWords, say)}
          onChange={(type) => onChange({ type: type as Column['type'] })}
        />
      )}
      {isTime && (
        <Pill
          label={`${column.column}: ${say(text.form)}`}
          value={column.form ?? 'iso'}
          options={options(formWords, say)}
          onChange={(form) => onChange({ form: form as Column['form'] })}
        />
      )}
      {lines && ['property', 'both', 'amount'].includes(column.role) && (
        <Pill
          label={`${column.column}: ${say(text.gather)}`}
          value={column.gather ?? 'once'}
          options={options(gatherWords, say)}
          onChange={(gather) => onChange({ gather: gather as NonNullable<Column['gather']> })}
        />
      )}
      {isTime && ambiguous && <p className="import-doubt">{say(text.ambiguous)}</p>}
    </>
  );
}

function Name({ column, onChange }: { column: Column; onChange: (name: string | undefined) => void }) {
  const say = useSay();
  if (!carries(column) && column.role !== 'amount' && column.role !== 'key') return null;
  return (
    <Input
      size="small"
      aria-label={`${column.column}: ${say(text.name)}`}
      placeholder={column.column}
      defaultValue={column.name}
      maxLength={200}
      onBlur={({ target }) => onChange(target.value.trim().replace(/^\$+/, '') || undefined)}
    />
  );
}

const carries = ({ role }: Column) => role === 'property' || role === 'trait' || role === 'both';

function options(words: Readonly<Record<string, Words>>, say: (words: Words) => string): Option[] {
  return Object.entries(words).map(([value, word]) => ({
    value,
    label: say(word),
    keywords: `${word.zh} ${word.en}`,
  }));
}
