import type { MomentForm } from '../mapping/layout-names.ts';
import type { MappedColumn, Mapping } from '../mapping/mapping.ts';
import { ambiguousForms, dayOf } from '../mapping/moment-form.ts';
import type { Doubt } from './doubts.ts';
import type { Profile } from './profile.ts';

/** Doubts about how values are written: dates and numbers that may be read in two ways, and words that are no values. */
export function writingDoubts(
  profiles: readonly Profile[],
  columns: readonly MappedColumn[],
  { decimal, timeForm }: { decimal?: Mapping['decimal']; timeForm?: MomentForm },
): Doubt[] {
  const comma = decimal ?? (profiles.some((profile) => profile.comma) ? 'comma' : undefined);
  return profiles.flatMap((profile, at) => {
    const column = columns[at];
    if (!column || column.role === 'ignore') return [];
    const dated = column.role === 'time' || column.type === 'time';
    return [
      ...(dated && !(column.role === 'time' && timeForm) ? dateDoubts(profile, column) : []),
      ...(profile.thousands && comma === undefined && isNumber(column)
        ? [doubt('thousands', profile, [profile.thousandsExample])]
        : []),
      ...noValueDoubts(profile, column),
    ];
  });
}

const isNumber = ({ role, type }: MappedColumn) => role === 'amount' || type === 'number';

function dateDoubts(profile: Profile, { form }: MappedColumn): Doubt[] {
  const { forms, example } = profile;
  if (forms.filter((each) => ambiguousForms.includes(each)).length > 1)
    return [doubt('date-order', profile, [example, isoOf(example, form)])];
  return form && dayOf(example, form)?.short
    ? [doubt('short-years', profile, [example, isoOf(example, form)])]
    : [];
}

/** The day a text is read as, in a form nobody mistakes. */
function isoOf(text: string, form: MappedColumn['form']): string {
  const day = form && dayOf(text, form)?.day;
  return day === undefined ? '' : new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** Ids that are words for nobody, and words where the time should be, are told as such, not here. */
function noValueDoubts({ column, noValues, filled }: Profile, { role }: MappedColumn): Doubt[] {
  if (!noValues || role === 'time' || role === 'person' || role === 'device' || role === 'key') return [];
  const { values, times } = noValues;
  return [{ kind: 'no-values', column, values: values.slice(0, 5), times, of: filled + times, stops: false }];
}

function doubt(kind: Doubt['kind'], { column, filled }: Profile, values: readonly string[]): Doubt {
  return { kind, column, values, times: filled, of: filled, stops: false };
}
