import { Picker, type PickerProps } from './picker.tsx';

interface Props extends PickerProps {
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}

/** A place in a sentence that holds several words: 上海、北京. */
export function PillMany({ values, onChange, ...rest }: Props) {
  return <Picker {...rest} look="pill" many selected={values} onSelect={onChange} />;
}
