import { Picker, type PickerProps } from './picker.tsx';

interface Props extends PickerProps {
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
}

/** A word in a sentence that can be changed. */
export function Pill({ value, onChange, ...rest }: Props) {
  return (
    <Picker
      {...rest}
      look="pill"
      selected={value === undefined ? [] : [value]}
      onSelect={([next]) => next !== undefined && onChange(next)}
    />
  );
}
