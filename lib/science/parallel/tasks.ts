/** What a team can compute, one line a task: pure functions of what a message can carry. */
export const tasks = {
  sumOfSquares: (values: Float64Array) => values.reduce((sum, value) => sum + value * value, 0),
} as const;

export type Tasks = typeof tasks;
export type TaskName = keyof Tasks;
