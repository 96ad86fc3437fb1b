import { wrongUsage } from './faults.ts';

/** The option that chooses a project. */
export const projectOption = {
  hint: { en: 'NUMBER', zh: '编号' },
  summary: { en: 'number of the project; the first by default', zh: '项目编号，默认第一个项目' },
} as const;

export function projectNumber(given: string | undefined, command: string): number | undefined {
  if (given === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(given))
    throw wrongUsage({ option: '--project', allowed: '1, 2, 3 …', given, command });
  return Number(given);
}
