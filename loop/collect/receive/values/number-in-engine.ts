/** Whether a text is wholly a number, as an expression of the engine: what `numberOfText` says. */
export const isNumber = (text: string) =>
  `(match(${text}, '^\\s*[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]{1,3})?\\s*$') AND NOT match(${text}, '^\\s*[+-]?[0-9]{16,}\\s*$') AND isFinite(${asNumber(text)}))`;
/** The number that such a text is. */
export const asNumber = (text: string) => `toFloat64OrZero(trimBoth(${text}))`;
