import { EnvironmentOutlined, HolderOutlined } from '@ant-design/icons';
import { AutoComplete, Button, Checkbox, Input, InputNumber, Segmented, Select } from 'antd';
import { useState } from 'react';
import { addDays } from '#lib/core';
import {
  AddPicker,
  ChartSwitch,
  charts,
  DaySpanPicker,
  NumberWord,
  type Option,
  OptionList,
  Pill,
  PillMany,
  SearchInput,
  Section,
  Sentence,
  useReorder,
  useSay,
} from '#lib/ui';
import { Item } from './item.tsx';
import { cities, platforms, today } from './sample.ts';
import { text } from './text.ts';

/** What a reader presses, types into and chooses from. */
export function Controls() {
  const say = useSay();
  return (
    <Section title={say(text.controls)}>
      <div className="gallery-items">
        <Buttons />
        <Fields />
        <Words />
        <Types />
        <Rows />
        <Item name="menu" title={say(text.menu)}>
          {/* it takes the focus when it opens */}
          <div inert>
            <OptionList
              options={useOptions()}
              selected={['Hangzhou']}
              label={say(text.city)}
              onChoose={() => {}}
            />
          </div>
        </Item>
        <Item name="menu-empty" title={say(text.menuEmpty)}>
          <div inert>
            <OptionList options={[]} selected={[]} label={say(text.city)} onChoose={() => {}} />
          </div>
        </Item>
      </div>
    </Section>
  );
}

function useOptions(): readonly Option[] {
  const say = useSay();
  return [
    ...cities.map(({ name, people }) => ({
      value: name.en,
      label: say(name),
      icon: <EnvironmentOutlined />,
      count: people,
      about: say(text.cityAbout),
      group: say(text.city),
    })),
    ...platforms.slice(0, 3).map((name, at) => ({
      value: name.en,
      label: say(name),
      hint: name.en,
      share: [0.62, 0.31, 0.004][at],
      muted: at === 2,
      group: say(text.platform),
    })),
  ];
}

function Buttons() {
  const say = useSay();
  return (
    <Item name="buttons" title={say(text.buttons)}>
      <div className="gallery-row">
        <Button type="primary">{say(text.save)}</Button>
        <Button>{say(text.share)}</Button>
        <Button danger>{say(text.remove)}</Button>
        <Button disabled>{say(text.save)}</Button>
        <Button type="text">{say(text.share)}</Button>
        <Button type="link">{say(text.remove)}</Button>
        <Button size="small">{say(text.share)}</Button>
      </div>
    </Item>
  );
}

function Fields() {
  const say = useSay();
  const [search, setSearch] = useState('');
  const [part, setPart] = useState<string>('day');
  const parts = (['day', 'week', 'month'] as const).map((unit) => ({ value: unit, label: say(text[unit]) }));
  const options = cities.map(({ name }) => ({ value: name.en, label: say(name) }));
  return (
    <Item name="fields" title={say(text.fields)}>
      <div className="gallery-row">
        <SearchInput value={search} onChange={setSearch} placeholder={say(text.search)} />
        <Segmented options={parts} value={part} onChange={setPart} />
        <Input aria-label={say(text.name)} defaultValue={say(text.regulars)} />
        <Input aria-label={say(text.name)} status="error" placeholder={say(text.name)} />
        <InputNumber controls={false} aria-label={say(text.people)} defaultValue={500} />
        <Select
          aria-label={say(text.city)}
          options={options}
          defaultValue="Hangzhou"
          style={{ width: 140 }}
        />
        <AutoComplete
          aria-label={say(text.platform)}
          placeholder={say(text.platform)}
          style={{ width: 140 }}
        />
        <Checkbox defaultChecked>{say(text.complete)}</Checkbox>
        <Checkbox disabled>{say(text.compare)}</Checkbox>
      </div>
    </Item>
  );
}

function Words() {
  const say = useSay();
  const options = useOptions();
  const [one, setOne] = useState<string>();
  const [many, setMany] = useState<readonly string[]>(['Shanghai', 'Hangzhou']);
  const [times, setTimes] = useState(3);
  const [span, setSpan] = useState<Span>({ from: addDays(today, -29), to: today, preset: '30' });
  const presets = [7, 30, 90].map((length) => ({
    key: String(length),
    label: `${say(text.last)} ${length} ${say(text.daysLong)}`,
    from: addDays(today, 1 - length),
    to: today,
  }));
  return (
    <Item name="sentence" title={say(text.sentence)}>
      <Sentence actions={<Button size="small">{say(text.remove)}</Button>}>
        <span>{say(text.city)}</span>
        <PillMany values={many} options={options} label={say(text.city)} onChange={setMany} />
        <span>{say(text.atLeast)}</span>
        <NumberWord value={times} label={say(text.times)} onChange={setTimes} />
        <span>{say(text.times)}</span>
        <Pill
          value={one}
          options={options}
          label={say(text.platform)}
          placeholder={say(text.platform)}
          onChange={setOne}
        />
        <Pill value="Web" options={options} label={say(text.platform)} disabled onChange={setOne} />
        <AddPicker title={say(text.add)} options={options} label={say(text.city)} onAdd={setOne} />
      </Sentence>
      <div className="gallery-row">
        <DaySpanPicker
          {...span}
          presets={presets}
          today={today}
          max={today}
          label={say(text.span)}
          onChange={setSpan}
        />
      </div>
    </Item>
  );
}

function Types() {
  const say = useSay();
  const [type, setType] = useState('line');
  const options = Object.entries(charts).map(([value, chart]) => ({ value, ...chart }));
  return (
    <Item name="chart-types" title={say(text.chartSwitch)}>
      <ChartSwitch value={type} options={options} onChange={setType} />
    </Item>
  );
}

function Rows() {
  const say = useSay();
  const [rows, setRows] = useState(cities.slice(0, 3));
  const { row, handle } = useReorder(rows.length, (from, to) => {
    setRows(rows.toSpliced(from, 1).toSpliced(to, 0, rows[from]!));
  });
  return (
    <Item name="reorder" title={say(text.reorder)}>
      {rows.map(({ name }, at) => (
        <div key={name.en} {...row(at)}>
          <Sentence>
            <button
              type="button"
              className="ui-plain ui-reorder-handle"
              aria-label={`${say(name)} ${at + 1}, ${say(text.move)}`}
              {...handle(at)}
            >
              <HolderOutlined />
              {at + 1}
            </button>
            <span>{say(name)}</span>
          </Sentence>
        </div>
      ))}
    </Item>
  );
}

interface Span {
  readonly from: string;
  readonly to: string;
  readonly preset?: string;
}
