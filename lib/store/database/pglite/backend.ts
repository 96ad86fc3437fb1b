/** A PostgreSQL with one session, which answers messages of its wire protocol. */
export interface Backend {
  /** Answers whole messages; one call at a time, the others wait their turn. Rejects when the database went away. */
  exchange(messages: Uint8Array): Promise<Uint8Array>;
  close(): Promise<void>;
}
