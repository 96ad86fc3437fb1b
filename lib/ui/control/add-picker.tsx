import { Picker, type PickerProps } from './picker.tsx';

interface Props extends Omit<PickerProps, 'placeholder' | 'startsOpen'> {
  /** What stands on the button. */
  readonly title: string;
  readonly onAdd: (value: string) => void;
}

/** A button that adds something: it opens the list at once, and nothing is added before something was chosen. */
export function AddPicker({ title, onAdd, ...rest }: Props) {
  return (
    <Picker
      {...rest}
      look="add"
      placeholder={title}
      selected={[]}
      onSelect={([next]) => next !== undefined && onAdd(next)}
    />
  );
}
