import type { Fault } from '#lib/core';
import type { Terminal } from './terminal.ts';

/** Tells why nothing happens for a while: who has the stores, and that it is looked whether he lives. */
export function tellHeld(terminal: Terminal): (holder: Fault) => void {
  return (holder) =>
    terminal.note({
      zh: `${holder.say('zh')}。正在确认它是否仍在运行，最多等 25 秒…`,
      en: `${holder.say('en')}; looking for up to 25 s whether it still runs …`,
    });
}
