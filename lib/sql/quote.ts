/** A name of a column, table or database as the engine reads it; parts are joined by dots. */
export function quoteName(...path: readonly string[]): string {
  return path.map((part) => `\`${part.replace(/[\\`]/g, '\\$&')}\``).join('.');
}

/** A text as a literal of the engine, for the few places that take no bound value. */
export function quoteText(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replaceAll('\0', '\\0')}'`;
}
