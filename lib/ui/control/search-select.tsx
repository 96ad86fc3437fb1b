import { Picker, type PickerProps } from './picker.tsx';

interface Props extends PickerProps {
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
}

/** A field of a form that opens a searchable list with counts. */
export function SearchSelect({ value, onChange, ...rest }: Props) {
  return (
    <Picker
      {...rest}
      look="field"
      selected={value === undefined ? [] : [value]}
      onSelect={([next]) => next !== undefined && onChange(next)}
    />
  );
}
