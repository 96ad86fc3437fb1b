import { ExclamationCircleFilled, InfoCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { formatRate, Pill, useSay } from '#lib/ui';
import { type Doubt, doubtWords } from '#loop/collect/view';
import type { Input, Output } from '../../api/api.ts';
import type { Mapping, Proposal } from './column-table.tsx';
import { text } from './text.ts';

/** What was answered; the file is proposed anew with it. */
export type Wishes = NonNullable<Input<'file/propose'>['wishes']>;

interface Props {
  readonly proposal: Proposal;
  readonly mapping: Mapping;
  readonly wishes: Wishes;
  readonly counts: Output<'file/dry-run'> | undefined;
  readonly onWishes: (wishes: Wishes) => void;
  readonly onMapping: (mapping: Mapping) => void;
}

/** Whether a doubt still keeps the file from being imported: choosing another column in the table answers it too. */
export function isOpen({ kind, stops, column }: Doubt, { columns }: Mapping): boolean {
  if (!stops) return false;
  const of = (role: string) => columns.find((each) => each.role === role)?.column;
  if (kind === 'lost-digits') return of('person') === column || of('device') === column;
  const time = of('time');
  return time === undefined || time === column;
}

/** What only a person can tell, or should know, with the answers beside it. */
export function Questions({ proposal, mapping, wishes, counts, onWishes, onMapping }: Props) {
  const say = useSay();
  const doubts = proposal.doubts.filter(
    (doubt) => doubt.kind !== 'frequent' && (!doubt.stops || isOpen(doubt, mapping)),
  );
  const frequent = counts?.frequent ?? [];
  const nobody = mapping.nobody ?? [];
  if (doubts.length + frequent.length + nobody.length === 0 && !wishes.people) return null;
  const share = (times: number) =>
    formatRate(times / Math.max(1, (counts?.rows ?? 0) - (counts?.rejected ?? 0)));
  return (
    <section className="import-questions" aria-label={say(text.questions)}>
      {wishes.people && (
        <Question calm sentence={say(text.peopleChosen)}>
          <Button size="small" onClick={() => onWishes({ people: undefined })}>
            {say(text.isEvents)}
          </Button>
        </Question>
      )}
      {doubts.map((doubt) => (
        <Question key={`${doubt.kind} ${doubt.column}`} calm={!doubt.stops} sentence={say(doubtWords(doubt))}>
          {doubt.stops && <Answers doubt={doubt} proposal={proposal} onWishes={onWishes} />}
        </Question>
      ))}
      {frequent.map(({ person, times }) => (
        <Question
          key={person}
          calm
          sentence={say(text.often).replace('{id}', person).replace('{share}', share(times))}
        >
          <Button size="small" onClick={() => onMapping({ ...mapping, nobody: [...nobody, person] })}>
            {say(text.isNobody)}
          </Button>
        </Question>
      ))}
      {nobody.length > 0 && (
        <Question calm sentence={`${say(text.nobodyChosen)}${nobody.join(say(text.between))}`}>
          <Button size="small" onClick={() => onMapping({ ...mapping, nobody: undefined })}>
            {say(text.takeBack)}
          </Button>
        </Question>
      )}
    </section>
  );
}

interface AnswersProps {
  readonly doubt: Doubt;
  readonly proposal: Proposal;
  readonly onWishes: (wishes: Wishes) => void;
}

function Answers({ doubt, proposal, onWishes }: AnswersProps) {
  const say = useSay();
  const columns = proposal.mapping.columns
    .map(({ column }) => column)
    .filter((name) => name !== doubt.column);
  const options = columns.map((value) => ({ value, label: value }));
  const choice = (label: string, onChange: (column: string) => void) => (
    <span className="import-choice">
      <span>{label}</span>
      <Pill
        label={label}
        value={undefined}
        placeholder={say(text.chooseColumn)}
        options={options}
        onChange={onChange}
      />
    </span>
  );
  if (doubt.kind === 'lost-digits') return choice(say(text.personIs), (person) => onWishes({ person }));
  return (
    <>
      {choice(say(text.timeIs), (time) => onWishes({ time, people: undefined }))}
      {doubt.kind === 'unread-time' && doubt.times < doubt.of && (
        <Button size="small" onClick={() => onWishes({ time: doubt.column, people: undefined })}>
          {say(text.keepTime)}
        </Button>
      )}
      <Button size="small" onClick={() => onWishes({ people: true, time: undefined })}>
        {say(text.isPeople)}
      </Button>
    </>
  );
}

interface QuestionProps {
  /** Whether it can be left as it is. */
  readonly calm: boolean;
  readonly sentence: string;
  readonly children?: ReactNode;
}

function Question({ calm, sentence, children }: QuestionProps) {
  return (
    <div className={calm ? 'import-question' : 'import-question import-urgent'}>
      {calm ? <InfoCircleOutlined aria-hidden /> : <ExclamationCircleFilled aria-hidden />}
      <p>{sentence}</p>
      {children && <div className="import-answers">{children}</div>}
    </div>
  );
}
