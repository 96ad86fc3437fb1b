import type { Words } from '#lib/core';
import { type Machine, machine } from '#lib/store';

const gib = 2 ** 30;
/** Below this, big questions fail. */
export const ENOUGH_MEMORY = 1.9 * gib;

/** Said at the start: what a container or systemd leaves of the machine, and when that is little. */
export function limitNotes({ memory, cpus, limits }: Machine = machine()): Words[] {
  const size = `${(memory / gib).toFixed(1)} GiB`;
  const notes: Words[] = [];
  if (limits.memory)
    notes.push({
      en: `memory: ${size}, limited by ${limits.memory.source}`,
      zh: `内存：${size}，由 ${limits.memory.source} 限制`,
    });
  if (limits.cpus)
    notes.push({
      en: `CPUs: ${Number(limits.cpus.value.toFixed(2))}, limited by ${limits.cpus.source}; the engine takes ${cpus} threads`,
      zh: `CPU：${Number(limits.cpus.value.toFixed(2))} 个，由 ${limits.cpus.source} 限制；引擎用 ${cpus} 个线程`,
    });
  if (memory < ENOUGH_MEMORY)
    notes.push({
      en: `${size} of memory is little: big questions will fail; \`linger doctor\` says what to do`,
      zh: `内存只有 ${size}，大的查询会失败；处理办法见 \`linger doctor\``,
    });
  return notes;
}
