/** Whether a target is a yes or no, 1 or 0 in every row, or a number. */
export const kindOfTarget = (target: ArrayLike<number>): 'binary' | 'number' =>
  Array.prototype.every.call(target, (value) => value === 0 || value === 1) ? 'binary' : 'number';
