import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import { Sentence, useSay } from '#lib/ui';
import { parseFormula, seriesOf } from '../formula.ts';
import { type FormulaDraft, letterOf } from '../question.ts';
import { words } from '../text.ts';

interface Props {
  readonly formulas: readonly FormulaDraft[];
  /** How many series there are to calculate with. */
  readonly series: number;
  readonly onChange: (formulas: FormulaDraft[]) => void;
}

/** Calculations over the series. */
export function FormulaList({ formulas, series, onChange }: Props) {
  const say = useSay();
  return (
    <>
      {formulas.map((one, i) => (
        <Sentence
          // biome-ignore lint/suspicious/noArrayIndexKey: formulas have no identity but their place
          key={i}
          actions={
            <Button
              size="small"
              type="text"
              icon={<CloseOutlined />}
              aria-label={say(words.removeFormula)}
              onClick={() => onChange(formulas.toSpliced(i, 1))}
            />
          }
        >
          <FormulaInput
            value={one.expression}
            series={series}
            onChange={(expression) => onChange(formulas.with(i, { ...one, expression }))}
          />
        </Sentence>
      ))}
      {formulas.length < 5 && (
        <Button
          size="small"
          type="text"
          icon={<PlusOutlined />}
          onClick={() => onChange([...formulas, { expression: series > 1 ? 'A / B' : 'A * 100' }])}
        >
          {say(words.addFormula)}
        </Button>
      )}
    </>
  );
}

interface InputProps {
  readonly value: string;
  readonly series: number;
  readonly onChange: (expression: string) => void;
}

/** Hands on only what can be worked out; until then it says what a formula is made of. */
function FormulaInput({ value, series, onChange }: InputProps) {
  const say = useSay();
  const [draft, setDraft] = useState(value);
  useEffect(() => setDraft(value), [value]);
  const formula = parseFormula(draft);
  const last = letterOf(Math.max(0, series - 1));
  const right = formula !== undefined && seriesOf(formula).every((one) => one < series);
  return (
    <>
      <Input
        size="small"
        style={{ width: 200 }}
        value={draft}
        status={right ? '' : 'error'}
        aria-label={say(words.formula)}
        aria-invalid={!right}
        placeholder={say(words.formulaHint)}
        onChange={({ target }) => setDraft(target.value)}
        onBlur={() => right && draft !== value && onChange(draft)}
        onPressEnter={() => right && draft !== value && onChange(draft)}
      />
      {!right && (
        <span role="alert">
          {say(words.formulaWrong)}
          {say({ zh: `（A–${last}）`, en: ` (A–${last})` })}
        </span>
      )}
    </>
  );
}
