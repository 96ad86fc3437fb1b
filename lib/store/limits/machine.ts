import { availableParallelism, totalmem } from 'node:os';
import { groupLimits, type Limit } from './control-groups.ts';

/** What of the machine this process may use. */
export interface Machine {
  /** Bytes of memory: what the machine has, or less where a control group says so. */
  readonly memory: number;
  /** Whole CPUs, at least one. */
  readonly cpus: number;
  /** What limits them, where it is not the machine itself. */
  readonly limits: { readonly memory: Limit | undefined; readonly cpus: Limit | undefined };
}

/** The machine as the smallest of the groups around this process leaves it. */
export function machine(
  { memory, cpus } = groupLimits(),
  total = totalmem(),
  all = availableParallelism(),
): Machine {
  const less = memory && memory.value < total ? memory : undefined;
  const fewer = cpus && cpus.value < all ? cpus : undefined;
  return {
    memory: less?.value ?? total,
    cpus: fewer ? Math.max(1, Math.ceil(fewer.value)) : all,
    limits: { memory: less, cpus: fewer },
  };
}
