import { widthOf } from './table-text.ts';

/** A word or one Chinese letter, with the marks that may not be parted from it. */
const parts =
  /[「『（“]*(?:[\u2e80-\u2fff\u3040-\u9fff\uf900-\ufaff]|[^\s\u2e80-\u9fff\uf900-\uffef]+|\S)[，。；：、！？」』）”…]*\s*/gu;

/** Breaks a text into lines no wider than told, where a reader would. */
export function foldText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of text.match(parts) ?? []) {
    if (line !== '' && widthOf((line + part).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += part;
  }
  return [...lines, line.trimEnd()];
}
