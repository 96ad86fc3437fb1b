/**
 * One step forward of the stores' shape. Never edited once released, never undone.
 * `columns` gives the statements for one server, or for a cluster when its name is handed in;
 * each must be safe to repeat (`IF NOT EXISTS`), since an interrupted step is run again from its start.
 * `rows` is run in one transaction.
 */
export interface Migration {
  /** `module-NNNN-what-it-does`; the order of the list is the order of running. */
  readonly name: string;
  readonly warehouse?: (cluster: string | undefined) => readonly string[];
  readonly database?: string;
}
