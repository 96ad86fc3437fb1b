import { cleanCell, isNoValue } from '../mapping/clean-cell.ts';
import { type MomentForm, momentForms } from '../mapping/layout-names.ts';
import { dayOf } from '../mapping/moment-form.ts';
import { headerFit } from './header-words.ts';
import type { Profile } from './profile.ts';
import type { Sample } from './sample.ts';

/** The share of rows in which two columns must tell the same day. */
const NEARLY_ALL = 0.95;
const CLOCK =
  /^(?:(?:上午|下午|凌晨|早上|晚上|中午|am|pm) ?)?(?:[01]?\d|2[0-3])[:：][0-5]\d(?:[:：][0-5]\d(?:[.,]\d{1,9})?)?(?: ?[ap]\.?m\.?)?$/i;
const CALLED_CLOCK = /time|clock|hour|时间|时刻|钟点/i;
const CALLED_LENGTH = /duration|elapsed|length|spent|时长|耗时|用时/i;

/** Of a column that tells only days, another that tells the same days more finely; else the column itself. */
export function finestTime(time: Profile, profiles: readonly Profile[], sample: Sample): Profile {
  const days = daysOf(time, sample);
  if (days.some((day) => day?.clock)) return time;
  const finer = profiles.filter((other) => {
    if (other === time || headerFit(other.column, 'time') === 0) return false;
    const found = daysOf(other, sample);
    const told = days.filter((day) => day !== undefined).length;
    const agreed = days.filter((day, at) => {
      const same = found[at];
      // a moment of Greenwich may be of the day before or after
      return day !== undefined && same?.clock && Math.abs(same.day - day.day) <= 1;
    });
    return told > 0 && agreed.length >= told * NEARLY_ALL;
  });
  return finer.sort((a, b) => b.distinct - a.distinct)[0] ?? time;
}

/** The column of the time of day beside a column that tells only days. */
export function clockBeside(
  time: Profile,
  profiles: readonly Profile[],
  sample: Sample,
): Profile | undefined {
  if (time.forms.length === 0 || daysOf(time, sample).some((day) => day?.clock)) return undefined;
  return profiles.find((other) => {
    if (other === time || !CALLED_CLOCK.test(other.column) || CALLED_LENGTH.test(other.column)) return false;
    const values = cellsOf(other, sample).filter((value) => !isNoValue(value, 'typed'));
    return (
      values.length > 0 && values.filter((value) => CLOCK.test(value)).length >= values.length * NEARLY_ALL
    );
  });
}

function daysOf({ column, forms, mostForms }: Profile, sample: Sample) {
  const form: MomentForm | undefined = momentForms.find((each) =>
    (forms.length > 0 ? forms : mostForms).includes(each),
  );
  return cellsOf({ column }, sample).map((value) => (form === undefined ? undefined : dayOf(value, form)));
}

function cellsOf({ column }: Pick<Profile, 'column'>, { columns, rows }: Sample): string[] {
  const at = columns.indexOf(column);
  return rows.map((row) => cleanCell(row[at] ?? ''));
}
