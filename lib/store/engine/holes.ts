import { quoteName, quoteText } from '#lib/sql';
import { EngineError } from './engine-error.ts';

export const QUOTED = String.raw`'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|` + '`(?:[^`\\\\]|\\\\.|``)*`';
const COMMENT = String.raw`--[^\n]*|#[ !][^\n]*|/\*[\s\S]*?\*/`;
const HEREDOC = String.raw`\$(?<tag>\w*)\$[\s\S]*?\$\k<tag>\$`;
const HOLE = String.raw`\{\s*(?<name>[A-Za-z_]\w*)\s*:(?<type>[^{}]+)\}`;

/**
 * Fills `{name:Type}` holes with `param_name` values, as a ClickHouse server does while parsing.
 * The engine's own binding is shared by all connections of a process: two questions at once would
 * read each other's values, so each value becomes a literal of its type here.
 */
export function fillHoles(text: string, params: ReadonlyMap<string, string>): string {
  if (params.size === 0) return text;
  const token = new RegExp(`${QUOTED}|${COMMENT}|${HEREDOC}|${HOLE}`, 'gs');
  return text.replace(token, (whole, ...rest) => {
    const { name, type } = rest.at(-1) as { name?: string; type?: string };
    if (name === undefined || type === undefined) return whole;
    const value = params.get(name);
    if (value === undefined) throw new EngineError(456, `Substitution \`${name}\` is not set`);
    return literal(value, type.trim());
  });
}

/** A parameter arrives as one TabSeparated field; arrays, tuples and maps arrive as their own literal. */
function literal(value: string, type: string): string {
  if (type === 'Identifier') return quoteName(unescapeField(value));
  if (/^(Array|Tuple|Map|Nested)\b/.test(type)) return `_CAST(${quoteText(value)}, ${quoteText(type)})`;
  if (value === '\\N' && /^(LowCardinality\()?Nullable\b/.test(type))
    return `_CAST(NULL, ${quoteText(type)})`;
  const plain = unescapeField(value);
  return type === 'String' ? quoteText(plain) : `_CAST(${quoteText(plain)}, ${quoteText(type)})`;
}

const ESCAPES: Record<string, string> = { t: '\t', n: '\n', r: '\r', b: '\b', f: '\f', '0': '\0' };

function unescapeField(field: string): string {
  return field.replace(/\\(.)/gs, (_, letter: string) => ESCAPES[letter] ?? letter);
}
